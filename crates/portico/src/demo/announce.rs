//! What the terminal shows when the demo is ready.

use portico_model::Timestamp;

use super::credentials::Resident;
use super::folder::DemoFolder;

pub fn print(portal: &str, sandbox: &str, folder: &DemoFolder, residents: &[Resident], now: Timestamp) {
    println!("\nPortico is open.\n");
    println!("  Portal         {portal}");
    println!("  Neighbourhood  {sandbox}   everybody's current code, and dials to disturb the record system");
    println!("  Data           {}\n", folder.data().path().display());
    println!(
        "Sign in as one of these; a code is good for half a minute, the neighbourhood's page has the next ones.\n"
    );
    let (featured, others): (Vec<_>, Vec<_>) = residents.iter().partition(|it| it.person.is_featured);
    for resident in featured {
        print_person(resident, now);
    }
    println!("{} more people are on the neighbourhood's page and in demo.json. Ctrl-C stops.", others.len());
}

fn print_person(resident: &Resident, now: Timestamp) {
    let code = resident.authenticator().map_or_else(|| "–".to_owned(), |it| it.code_at(now));
    println!("  {} · {}", resident.person.name, resident.person.about);
    println!("    {}   {}   code {code}\n", resident.credentials.email, resident.credentials.password);
}
