//! What the terminal shows when the demo is ready.

use anyhow::Result;
use portico_model::Timestamp;

use super::credentials::Resident;
use super::folder::DemoFolder;
use crate::terminal;

pub fn print(
    portal: &str,
    sandbox: &str,
    folder: &DemoFolder,
    residents: &[Resident],
    now: Timestamp,
) -> Result<()> {
    let (featured, others): (Vec<_>, Vec<_>) = residents.iter().partition(|it| it.person.is_featured);
    let people: String = featured.into_iter().map(|resident| told(resident, now)).collect();
    let folder = folder.data().path().display();
    terminal::print(format!(
        "
Portico is open.

  Portal         {portal}
  Neighbourhood  {sandbox}   everybody's current code, and dials to disturb the record system
  Inbox          {sandbox}/mail   every letter that the portal sends
  Staff          {portal}/staff/sign-in   no passwords: the directory at {sandbox}/idp asks who you are
  Data           {folder}

Sign in as one of these. A code is good for half a minute; the neighbourhood's page has the next ones.

{people}
{} more people are on the neighbourhood's page and in demo.json. Ctrl-C stops.
",
        others.len()
    ))
}

fn told(resident: &Resident, now: Timestamp) -> String {
    let code = resident.authenticator().map_or_else(|| "–".to_owned(), |it| it.code_at(now));
    let Resident { person, credentials } = resident;
    format!(
        "  {} · {}\n    {}   {}   code {code}\n",
        person.name, person.about, credentials.email, credentials.password
    )
}
