//! Writes every page with every sample, in every language, as files to look at: `cargo run --example gallery -- FOLDER`.

use std::fs;
use std::path::PathBuf;

use portico_portal::look::{assets, gallery};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("name a folder")?.into();
    fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::all() {
        fs::write(folder.join(asset.path.trim_start_matches('/')), asset.bytes)?;
    }
    for page in gallery::pages() {
        let html = page.html.replace("=\"/assets/", "=\"assets/");
        fs::write(folder.join(format!("{}.html", page.name)), html)?;
    }
    Ok(())
}
