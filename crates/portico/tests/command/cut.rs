//! PostgreSQL's connections, cut while it commits, beneath a portal at work.

use crate::postgres::Database;
use crate::process::{Demo, folder, intact};
use crate::proxy::{Cut, Proxy};
use crate::readers::{Readers, found, until_ready};
use crate::visitor::Visitor;

const CUTS: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_shown_around_cut_commits_is_in_the_log_after_a_kill() {
    let Some(database) = Database::make() else { return };
    let url = database.url();
    let (user, rest) = url.rsplit_once('@').unwrap();
    let (server, name) = rest.split_once('/').unwrap();
    let proxy = Proxy::to(server.to_owned()).await;
    let way = format!("{user}@{}/{name}?sslmode=disable", proxy.address);
    let folder = folder();
    let demo = Demo::start_with(folder.path(), &["--database", &way]);
    let ana = Visitor::sign_in(demo.portal(), demo.person("Ana Reyes")).await;
    let patient = demo.person("Ana Reyes")["patient"].as_str().unwrap().to_owned();
    let readers = Readers::start(&ana);
    readers.shown(40).await;

    for round in 0..CUTS {
        proxy.cut(if round % 2 == 0 { Cut::BeforeCommit } else { Cut::AfterCommit }, 1);
        readers.shown(20).await;
    }
    until_ready(demo.portal(), true).await;
    demo.process.kill();
    let answers = readers.answers().await;

    let direct = ["--database", &url];
    intact(&direct, folder.path());
    let logged = found(&answers, &patient, &direct, folder.path());
    let shown = answers.shown.len();
    println!("{CUTS} cuts: {shown} shown, {logged} of them in the log; else {:?}", answers.refused);
    assert_eq!(logged, shown);
}
