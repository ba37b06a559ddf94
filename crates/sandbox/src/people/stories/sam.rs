//! Sam Whitfield, 19: new here. Nothing but a name and one vaccine, for the empty states.

use crate::people::Featured;
use crate::people::folder::{Folder, Sex};
use crate::people::kinds::profile::{ENGLISH, Heritage, Person};
use crate::people::stories::Setting;
use crate::people::tables::clinicians::ABARA;
use crate::people::tables::vaccines::FLU;

pub fn tell(setting: Setting) -> (Folder, Option<Featured>) {
    let mut sam = setting.folder("sam-whitfield", "Sam Whitfield", Sex::Male, 19, 25);
    sam.register(&Person {
        given: &["Sam"],
        family: "Whitfield",
        heritage: Heritage::White,
        language: ENGLISH,
        street: "Mill Hall, Room 214",
        email: "sam.whitfield@example.org",
        phone: "555-0165",
        married: None,
        doctor: &ABARA,
        emergency: None,
    });
    sam.immunize(&FLU, setting.calendar.days_ago(33));
    let featured = sam.featured("en", "New at the clinic: almost nothing in the record, for the empty pages");
    (sam, Some(featured))
}
