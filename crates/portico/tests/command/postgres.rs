use std::process::Command;

use crate::process::{Demo, fails, folder, text};
use crate::visitor::Visitor;

/// A database that goes when the test ends. `None` where there is no server, unless services are required.
pub struct Database {
    server: String,
    name: String,
}

impl Database {
    pub fn make() -> Option<Self> {
        let server = std::env::var_os("PORTICO_TEST_POSTGRES")
            .map_or("postgres://postgres@127.0.0.1:5432/postgres".to_owned(), |url| {
                url.into_string().unwrap()
            });
        let database = Self { server, name: format!("portico_command_{}", uuid::Uuid::new_v4().simple()) };
        match database.ask(&format!("CREATE DATABASE {}", database.name)) {
            Ok(()) => Some(database),
            Err(error) if std::env::var_os("PORTICO_REQUIRE_SERVICES").is_none() => {
                println!("skipped: no PostgreSQL at {} ({error})", database.server);
                None
            }
            Err(error) => panic!("PostgreSQL is required and not there: {error}"),
        }
    }

    fn ask(&self, sql: &str) -> Result<(), String> {
        let output =
            Command::new("psql").args([&self.server, "-qc", sql]).output().map_err(|it| it.to_string())?;
        if output.status.success() { Ok(()) } else { Err(text(&output.stderr)) }
    }

    pub fn url(&self) -> String {
        format!("{}/{}", &self.server[..self.server.rfind('/').unwrap()], self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // Without a server there is nothing to drop.
        let _ = self.ask(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

#[tokio::test]
async fn a_demo_keeps_everything_in_postgres() {
    let Some(database) = Database::make() else { return };
    let folder = folder();
    let on_postgres = ["--database", &database.url()];
    let demo = Demo::start_with(folder.path(), &on_postgres);
    let refused = fails(&["demo", "--port", "0", "--database", &database.url()], folder.path());
    assert!(refused.contains("another portico runs in"), "{refused}");
    let ana = demo.person("Ana Reyes").clone();
    Visitor::sign_in(demo.portal(), &ana).await.get("/api/v1/labs").await;

    demo.stop();

    let again = Demo::start_with(folder.path(), &on_postgres);
    assert_eq!(*again.person("Ana Reyes"), ana);
    let luz = Visitor::sign_in(again.portal(), again.person("Luz Reyes")).await;
    luz.get("/api/v1/labs").await;
    let run = |words: &[&str]| crate::process::succeeds(&[words, &on_postgres].concat(), folder.path());
    crate::process::intact(&on_postgres, folder.path());
    let of_ana = run(&["audit", "query", "--actor", "ana.reyes@example.org"]);
    assert!(of_ana.contains("prove_factor"), "{of_ana}");
    assert!(!folder.path().join("portal.db").exists() && !folder.path().join("audit.db").exists());
    again.stop();
}
