// For the bench: how long a search takes on this device, in a slice of so many invented people. No page uses it.
import { find, forget, index } from "./search.js";

const SIGNS = [["张", "z", "zhang"], ["李", "l", "li"], ["王", "w", "wang"], ["陈", "c", "chen"], ["建", "j", "jian"], ["国", "g", "guo"], ["梅", "m", "mei"], ["芳", "f", "fang"]];
const QUERIES = ["z", "zjg", "zhangjian", "张建", "国", "3-101", "610-3-101", "101", "nobody"];

function invented(count) {
  const buildings = [], homes = new Map(), people = new Map(), stays = new Map();
  for (let at = 0; at < count; at += 1) {
    const door = Math.floor(at / 90), room = `${Math.floor((at % 90) / 12) + 1}0${(Math.floor(at / 3) % 4) + 1}`;
    buildings[door] ||= { id: `b${door}`, door: `恒丰路${610 + Math.floor(door / 20)}弄${(door % 20) + 1}号` };
    const home = `h${door}-${room}`;
    homes.set(home, { id: home, building: `b${door}`, room });
    const signs = [at, at >> 3, at >> 6].map((one) => SIGNS[one % SIGNS.length]);
    people.set(`p${at}`, { id: `p${at}`, name: signs.map((one) => one[0]).join(""), initials: signs.map((one) => one[1]).join(""), pinyin: signs.map((one) => one[2]).join("") });
    stays.set(`s${at}`, { id: `s${at}`, resident: `p${at}`, home });
  }
  return { buildings, homes, people, stays };
}

// {people, index_ms, worst_ms, found}: the index, the slowest of some queries, and how many lines each found.
export function measure(count = 12_000) {
  const slice = invented(count), began = performance.now();
  index(slice);
  const indexed = performance.now();
  const found = {};
  const times = QUERIES.map((query) => { const from = performance.now(); found[query] = find(query).length; return performance.now() - from; });
  forget();
  return { people: count, index_ms: indexed - began, worst_ms: Math.max(...times), found };
}
