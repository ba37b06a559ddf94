//! A disk that is full when it is told to be: a small file system where it can be mounted, else a limit on the length of
//! the portal's files.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use tempfile::TempDir;

use crate::process::{Demo, folder};

const SIZE: &str = "size=96m,mode=0700";
const FILLING: &str = "filling";

pub struct Disk {
    folder: TempDir,
    is_mounted: bool,
}

impl Disk {
    pub fn new() -> Self {
        let folder = folder();
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(folder.path()).output();
        let is_mounted = mount.is_ok_and(|mounted| mounted.status.success());
        println!(
            "{}",
            if is_mounted { "on a file system of 96 MB" } else { "with a limit on the length of files" }
        );
        Self { folder, is_mounted }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts a demo that is told of files that become too long by an error, not by a signal.
    pub fn demo(&self) -> Demo {
        let mut command = Command::new("sh");
        command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_portico")]);
        Demo::start_by(&mut command, &self.data(), &[])
    }

    pub fn fill(&self, demo: &Demo) {
        if !self.is_mounted {
            let journals = ["audit.db-wal", "portal.db-wal"].map(|name| length(&self.data().join(name)));
            return limit(demo, journals.into_iter().min());
        }
        let mut file = File::create(self.folder.path().join(FILLING)).unwrap();
        for size in [1 << 20, 4096, 1] {
            let block = vec![1; size];
            while file.write_all(&block).is_ok() {}
        }
    }

    pub fn make_room(&self, demo: &Demo) {
        if self.is_mounted {
            fs::remove_file(self.folder.path().join(FILLING)).unwrap();
        } else {
            limit(demo, None);
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.is_mounted {
            // Whatever still runs there is killed by who started it.
            let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
        }
    }
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}

/// Limits the length of what the process writes; without `most`, as it was.
fn limit(demo: &Demo, most: Option<u64>) {
    let process = Pid::from_raw(i32::try_from(demo.process.id()).unwrap());
    let maximum = getrlimit(Resource::Fsize).maximum;
    prlimit(process, Resource::Fsize, Rlimit { current: most.or(maximum), maximum }).unwrap();
}
