//! Damages bytes, the same way every time.

use fastrand::Rng;

/// Pieces that mean something in one of the formats that are read.
#[rustfmt::skip]
const BITS: &[&str] = &[
    "[", "]", "{", "}", "(", ")", "<", ">", "|", "||", "#|", "|#", "\n", "\r\n", "\t", " ", "  ", ": ", ", ", "- ", "#", "&a ", "*a", "? ",
    "!x ", "'", "\"", "`", "```\n", "**", "\\", "%", "%25", "%00", "=", "&", "[]=", "[0]=", "$result[c0]", "\0", "\u{1b}[2J", "\u{202e}",
    "\u{feff}", "\u{2028}", "é", "Ж", "🙂", "null", "true", "-1", "1e999", "0x1F", "99999999999999999999", "[]", "map<", "string[]",
    "integer?", " | ", "type", "fields: ", "values: ", "{% include [x](a.md) %}\n", "{% note info %}\n", "{% endnote %}\n",
    "{% list tabs %}\n", "## Returned Data\n", "\"result\": ", "\"error\": ", "=== types/a/b.yaml\n", "======\n", "\\u0000", "\\ud800",
];

/// Returns a damaged copy of one of the seeds. The same number gives the same copy.
pub fn damaged(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut random = Rng::with_seed(number);
    let mut data = seeds.get(random.usize(..seeds.len().max(1))).cloned().unwrap_or_default();
    for _ in 0..=random.usize(..4) {
        damage(&mut data, seeds, &mut random);
    }
    data
}

fn damage(data: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Rng) {
    let at = random.usize(..=data.len());
    let end = (at + random.usize(..40)).min(data.len());
    match random.u8(..8) {
        0 => {
            if let Some(byte) = data.get_mut(at) {
                *byte ^= 1 << random.u8(..8);
            }
        }
        1 => drop(data.drain(at..end)),
        2 => {
            let copy = data[at..end].to_vec();
            let times = random.usize(1..30);
            drop(data.splice(at..at, copy.repeat(times)));
        }
        3 => data.truncate(at),
        4 => {
            let other = seeds.get(random.usize(..seeds.len().max(1))).map(Vec::as_slice).unwrap_or_default();
            let from = random.usize(..=other.len());
            let to = (from + random.usize(..200)).min(other.len());
            drop(data.splice(at..end, other[from..to].iter().copied()));
        }
        5 => drop(data.splice(at..at, std::iter::repeat_with(|| random.u8(..)).take(8).collect::<Vec<_>>())),
        _ => {
            let bit = BITS[random.usize(..BITS.len())].as_bytes();
            let times = if random.u8(..20) == 0 { 2_000 } else { 1 };
            drop(data.splice(at..at, bit.repeat(times)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::damaged;

    #[test]
    fn a_number_gives_the_same_bytes_every_time() {
        let seeds = [b"one: [1, 2]\n".to_vec(), b"two".to_vec()];
        for number in 0..200 {
            assert_eq!(damaged(&seeds, number), damaged(&seeds, number));
        }
        assert_eq!(damaged(&[], 7), damaged(&[], 7));
    }
}
