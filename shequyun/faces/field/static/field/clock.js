// The phone's own clock, and what it may not do. Pure: moments in milliseconds come as arguments.
export const DAY = 86_400_000;
const BEHIND = DAY; // a clock this far behind the last moment that was seen was turned back

// The latest moment that this phone has seen; a clock that runs behind still grows older with use.
export const seen = (phone, now, used = 0) => Math.max(now, (phone.seen_at || 0) + (now < (phone.seen_at || 0) ? used : 0));

export const lapsed = (phone, now) => Math.max(now, phone.seen_at || 0) - phone.last_contact > phone.lapse_days * DAY;

export const turnedBack = (phone, now) => now < (phone.seen_at || 0) - BEHIND;

export function today(now = new Date()) {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

export const localMoment = (at = new Date()) => `${today(at)}T${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;

export function age(born, day = today()) {
  if (!born) return "";
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return years - (day.slice(5) < born.slice(5) ? 1 : 0);
}
