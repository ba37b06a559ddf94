use crate::disk::Disk;
use crate::process::intact;
use crate::readers::{Readers, found, until_ready};
use crate::visitor::Visitor;

/// Times that the disk is full.
const ROUNDS: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_shown_around_a_full_disk_is_in_the_log_after_a_kill() {
    let disk = Disk::new();
    let demo = disk.demo();
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    let patient = demo.person("Ana Reyes")["patient"].as_str().unwrap().to_owned();
    let readers = Readers::start(&ana);
    readers.shown(40).await;

    for _ in 0..ROUNDS {
        disk.fill(&demo);
        readers.refused(40).await;
        until_ready(demo.portal(), false).await;
        disk.make_room(&demo);
        until_ready(demo.portal(), true).await;
        readers.shown(40).await;
    }
    demo.process.kill();
    let answers = readers.answers().await;

    intact(&[], &disk.data());
    let logged = found(&answers, &patient, &[], &disk.data());
    let shown = answers.shown.len();
    println!("{ROUNDS} times full: {shown} shown, {logged} of them in the log; else {:?}", answers.refused);
    assert_eq!(logged, shown);
    let kinds: Vec<&String> = answers.refused.keys().collect();
    assert!(
        kinds.iter().all(|kind| kind.contains("audit-down")),
        "what is not shown is said to be so: {kinds:?}"
    );
    disk.demo().stop();
    intact(&[], &disk.data());
}
