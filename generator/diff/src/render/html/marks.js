// What was looked at, by fingerprint: a mark outlives the page, and holds in the next report of the same change.

const MARKS = "b24-diff.reviewed";
const stored = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { say("This browser does not keep marks here: export them."); } },
};
const reviewed = new Set(parseMarks(stored.get(MARKS)));

/** The fingerprints in a text that was kept or exported; nothing for any other text. */
function parseMarks(text) {
  try {
    const list = JSON.parse(text ?? "null");
    const marks = Array.isArray(list) ? list : list?.reviewed;
    return Array.isArray(marks) ? marks.filter((mark) => /^[0-9a-f]{4,64}$/.test(mark)) : [];
  } catch {
    return [];
  }
}

function mark(some, isReviewed) {
  // Another tab may have marked something meanwhile.
  for (const known of parseMarks(stored.get(MARKS))) reviewed.add(known);
  for (const row of some) isReviewed ? reviewed.add(row.fingerprint) : reviewed.delete(row.fingerprint);
  stored.set(MARKS, JSON.stringify([...reviewed].sort()));
  showMarks();
}

/** Brings what is on the page in line with the marks. */
function showMarks() {
  for (const [at, node] of shownRows) {
    const isReviewed = reviewed.has(rows[at].fingerprint);
    node.classList.toggle("reviewed", isReviewed);
    node.querySelector("input").checked = isReviewed;
  }
  const done = rows.filter((row) => reviewed.has(row.fingerprint)).length;
  byId("progress").textContent = `${done.toLocaleString("en")} of ${counted(rows.length, "change")} reviewed`;
  byId("bar").max = Math.max(rows.length, 1);
  byId("bar").value = done;
}

function exportMarks() {
  const marks = rows.map((row) => row.fingerprint).filter((mark) => reviewed.has(mark)).sort();
  const text = JSON.stringify({ format: 1, reviewed: marks }, null, 2) + "\n";
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href: address, download: "reviewed.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

async function importMarks(file) {
  const marks = parseMarks(await file.text());
  const some = marks.map((mark) => byFingerprint.get(mark)).filter(Boolean);
  mark(some, true);
  say(marks.length === 0 ? "There are no marks in this file." : `${counted(some.length, "mark")} of ${marks.length} are of this report.`);
}
