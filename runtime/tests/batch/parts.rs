//! Batches of more commands than one call can carry.

use super::*;

/// A portal that answers each command of a batch by its text, or does something else with the call.
struct Echo {
    address: String,
    calls: Arc<AtomicUsize>,
    most_at_once: Arc<AtomicUsize>,
}

/// What to do with the call that carries a command with this name.
#[derive(Clone, Copy)]
enum Trouble {
    None,
    HangUp(&'static str),
    Refuse(&'static str),
}

async fn echo(trouble: Trouble) -> Echo {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = format!("http://{}/rest/1/secret/", listener.local_addr().expect("an address"));
    let (calls, open, most) = <(Arc<AtomicUsize>, Arc<AtomicUsize>, Arc<AtomicUsize>)>::default();
    let echo = Echo { address, calls: Arc::clone(&calls), most_at_once: Arc::clone(&most) };
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (calls, open, most) = (Arc::clone(&calls), Arc::clone(&open), Arc::clone(&most));
            tokio::spawn(async move {
                calls.fetch_add(1, Ordering::SeqCst);
                most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(20)).await;
                let answered = serve(stream, trouble).await;
                open.fetch_sub(1, Ordering::SeqCst);
                answered
            });
        }
    });
    echo
}

async fn serve(mut stream: TcpStream, trouble: Trouble) -> std::io::Result<()> {
    let (mut received, mut buffer) = (Vec::new(), [0; 4096]);
    let body: Value = loop {
        let count = stream.read(&mut buffer).await?;
        received.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&received);
        let body = text.split_once("\r\n\r\n").and_then(|(_, body)| serde_json::from_str(body).ok());
        if let Some(body) = body {
            break body;
        }
    };
    let cmd = body["cmd"].as_object().cloned().unwrap_or_default();
    let (status, body) = match trouble {
        Trouble::HangUp(name) if cmd.contains_key(name) => return Ok(()),
        Trouble::Refuse(name) if cmd.contains_key(name) => {
            ("503 Slow Down", json!({ "error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests" }))
        }
        _ => ("200 OK", json!({ "result": { "result": cmd, "result_error": [] } })),
    };
    let body = body.to_string();
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(format!("{head}{body}").as_bytes()).await
}

#[tokio::test]
async fn more_than_one_call_can_carry_is_split() {
    let portal = echo(Trouble::None).await;
    let client = Client::webhook(&portal.address).expect("an address");
    let mut batch = client.batch();
    let handles: Vec<_> = (0..500).map(|n| batch.add(Dynamic::new("m", json!({ "n": n })))).collect();
    // The first and the last stay together, and everything else finds its place.
    let last = batch.add(Dynamic::new("last", json!({ "x": Value::from(handles[0].result()) })));

    let answers = batch.send().await.expect("answers");

    assert_eq!(errors(&answers), "");
    for (n, handle) in handles.iter().enumerate() {
        assert_eq!(answers.take(*handle).expect("a result"), json!(format!("m?n={n}")));
    }
    assert_eq!(answers.take(last).expect("a result"), json!("last?x=%24result%5Bc0%5D"));
    assert_eq!(portal.calls.load(Ordering::SeqCst), 11);
    let at_once = portal.most_at_once.load(Ordering::SeqCst);
    assert!((2..=4).contains(&at_once), "{at_once} at once");
}

#[tokio::test]
async fn parts_are_sent_in_order_when_a_failure_is_to_stop_them() {
    let portal = echo(Trouble::None).await;
    let client = Client::webhook(&portal.address).expect("an address");
    let mut batch = client.batch();
    for n in 0..120 {
        batch.add(Dynamic::new("m", json!({ "n": n })));
    }
    batch.halt(true);

    let answers = batch.send().await.expect("answers");

    assert_eq!((errors(&answers), answers.len()), (String::new(), 120));
    assert_eq!((portal.calls.load(Ordering::SeqCst), portal.most_at_once.load(Ordering::SeqCst)), (3, 1));
}

#[tokio::test]
async fn a_part_that_is_lost_takes_nothing_from_the_others() {
    for (trouble, fate) in
        [(Trouble::HangUp("c60"), CommandFate::Unknown), (Trouble::Refuse("c60"), CommandFate::NotRun)]
    {
        let portal = echo(trouble).await;
        let client = Client::webhook(&portal.address).expect("an address");
        let mut batch = client.batch();
        let handles: Vec<_> = (0..130).map(|n| batch.add(Dynamic::new("m", json!({ "n": n })))).collect();

        let answers = batch.send().await.expect("answers");

        for (n, handle) in handles.iter().enumerate() {
            let answer = answers.take(*handle);
            if (50..100).contains(&n) {
                let error = answer.expect_err("its part is lost");
                assert_eq!(command(&error).fate(), &fate);
                assert!(command(&error).cause().is_some(), "{error}");
            } else {
                assert_eq!(answer.expect("a result"), json!(format!("m?n={n}")));
            }
        }
    }
}

#[tokio::test]
async fn a_chain_that_is_too_long_is_not_cut() {
    let client = Client::webhook("http://localhost/rest/1/secret/").expect("an address");
    let mut batch = client.batch();
    let mut last = batch.add(Dynamic::new("m", json!({})));
    for _ in 0..50 {
        last = batch.add(Dynamic::new("m", json!({ "x": Value::from(last.result()) })));
    }

    let error = batch.send().await.expect_err("51 commands that hang together");

    insta::assert_snapshot!(error, @r"
    a batch that cannot be sent:
      `c0` (m): 51 commands, up to `c50`, are bound by references to it; one call carries 50
    ");
}

#[cfg(feature = "blocking")]
#[test]
fn a_batch_may_block() {
    let portal = Portal::start();
    portal.on("batch", answer(json!({ "c0": 1, "x": 2 }), json!([])));
    let client = bitrix24_runtime::blocking::Client::webhook(&portal.webhook_url()).expect("a webhook's address");
    let mut batch = client.batch();
    let (a, b) = (batch.add(call::<i64>(&DEAL_ADD)), batch.add_as("x", call::<i64>(&DEAL_ADD)));
    batch.halt(true);
    let answers = batch.send().expect("answers");
    assert_eq!((answers.take(a).expect("a result"), answers.take(b).expect("a result")), (1, 2));
}
