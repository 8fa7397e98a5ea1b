//! Calls and answers from practice: what the portals take passes, and what they answer is read whole.

#![cfg(feature = "corpus")]

use std::fs;
use std::path::Path;

use bitrix24::catalogue::{self, Invalid};
use bitrix24_runtime::Reader;
use serde_json::Value;

/// The cases, beside the project.
const CASES: &str = "../shared/cases";

/// Returns the lines of a file of cases; none where there is no such file.
fn cases(name: &str) -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is inside the workspace");
    let Ok(text) = fs::read_to_string(root.join(CASES).join(name)) else {
        println!("skipped: there are no cases in {CASES}");
        return Vec::new();
    };
    text.lines().map(|line| serde_json::from_str(line).expect("a case is JSON")).collect()
}

/// A call is refused only if it is surely wrong, and what is wrong is told.
#[test]
fn calls_from_practice_are_judged_as_the_server_does() {
    let mut wrong = Vec::new();
    for case in cases("calls.ndjson") {
        let (method, params) = (case["method"].as_str().expect("a name"), &case["params"]);
        let name = method.split(' ').next().unwrap_or_default();
        let refused = match catalogue::validate(name, params) {
            // It is called all the same, with a warning.
            Ok(()) | Err(Invalid::UnknownMethod(_)) => None,
            Err(why) => Some(why.to_string()),
        };
        let is_accepted = case["expect"] == "accepted";
        let is_told = refused.is_some() || !catalogue::findings(name, params).is_empty();
        if is_accepted && refused.is_some() || !is_accepted && !is_told {
            wrong.push(format!("{method} {params}: {}", refused.unwrap_or_else(|| "nothing is told".to_owned())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every answer is decoded, nothing of it is lost, and most of it is in typed fields.
#[test]
fn answers_from_practice_are_read_whole() {
    let (mut wrong, mut typed, mut all) = (Vec::new(), 0, 0);
    for case in cases("answers.ndjson") {
        let method = case["method"].as_str().expect("a name");
        let known = catalogue::method(method).expect("it is described");
        let code = catalogue::typed(known.name, known.api).expect("its typed code is compiled");
        match code.decode(case["answer"].to_string().as_bytes()) {
            Ok(decoded) => {
                if decoded.value != case["answer"]["result"] {
                    wrong.push(format!("{method}: {} instead of {}", decoded.value, case["answer"]["result"]));
                }
                typed += decoded.leaves.typed;
                all += decoded.leaves.typed + decoded.leaves.extra + decoded.leaves.untyped;
            }
            Err(error) => wrong.push(format!("{method}: {error}")),
        }
    }
    println!("{typed} of {all} values are in typed fields");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(typed * 100 >= all * 85, "{typed} of {all} values are in typed fields");
}

/// A text and the tree of it are read alike: answers from practice as they are, cut off, and with single bytes changed.
#[test]
fn answers_are_read_alike_from_their_text_and_from_a_tree() {
    for case in cases("answers.ndjson") {
        let method = case["method"].as_str().expect("a name");
        let known = catalogue::method(method).expect("it is described");
        let code = catalogue::typed(known.name, known.api).expect("its typed code is compiled");
        let agree = |body: &[u8]| {
            let [text, tree] = [Reader::Text, Reader::Tree].map(|reader| format!("{:?}", code.decode_by(body, reader)));
            assert_eq!(text, tree, "{method}: {}", String::from_utf8_lossy(body));
        };
        let body = case["answer"].to_string().into_bytes();
        agree(&body);
        for at in (0..body.len()).step_by(body.len() / 60 + 1) {
            agree(&body[..at]);
            for byte in [b'"', b'\\', b'{', b']', b',', b'0', b'N', b' ', b'\n', 0xff] {
                let mut damaged = body.clone();
                damaged[at] = byte;
                agree(&damaged);
            }
        }
    }
}
