// Search over the slice, in memory while unlocked: by name, initials, full pinyin, and room (101, 3-101, 610-3-101).
let lines = [];

export function index(model) {
  const doors = new Map(model.buildings.map((one) => [one.id, one]));
  const homes = new Map();
  lines = [];
  for (const home of model.homes.values()) {
    const door = doors.get(home.building);
    const key = [...((door && door.door.match(/\d+/g)) || []), home.room].join("-").toLowerCase();
    homes.set(home.id, { home, key, address: `${door ? door.door : ""}${home.room}` });
  }
  for (const line of homes.values()) lines.push({ ...line, person: null, name: "", initials: "", pinyin: "" });
  const placed = new Set();
  for (const stay of model.stays.values()) {
    const person = model.people.get(stay.resident), at = homes.get(stay.home);
    if (!person || !at || stay.ended || placed.has(stay.resident + stay.home)) continue;
    placed.add(stay.resident + stay.home);
    lines.push({ ...at, person, name: person.name, initials: person.initials || "", pinyin: person.pinyin || "" });
  }
}

export function forget() {
  lines = [];
}

// People before homes, beginnings before middles.
export function find(said, most = 30) {
  const query = said.trim().toLowerCase().replace(/\s+/g, "");
  if (!query) return [];
  const match = /^[\d\-—#号弄室]+$/.test(query) ? byRoom(query.replace(/\D+/g, "-").replace(/^-|-$/g, "")) : /^[a-z]+$/.test(query) ? byLetters(query) : byName(query);
  const best = [[], []];
  for (const line of lines) {
    const rank = match(line);
    if (rank !== null) best[rank].push(line);
    if (best[0].length >= most) break;
  }
  return [...best[0], ...best[1]].slice(0, most);
}

const byName = (query) => (line) => (line.name.startsWith(query) ? 0 : line.name.includes(query) || (line.person === null && line.address.includes(query)) ? 1 : null);

const byLetters = (query) => (line) => (line.person && line.initials.startsWith(query) ? 0 : line.person && line.pinyin.startsWith(query) ? 1 : line.person && line.initials.includes(query) ? 1 : null);

const byRoom = (query) => (line) => {
  if (line.person !== null) return null;
  if (line.key === query || line.key.endsWith(`-${query}`)) return 0;
  return line.key.includes(`-${query}`) || line.key.startsWith(query) ? 1 : null;
};
