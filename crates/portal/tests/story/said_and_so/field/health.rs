//! What should be told of the cases with bundles: medicines, problems, allergies and vaccines.

use super::Due::{Is, Says, Silent};
use super::{Row, row};

pub const ROWS: &[Row] = &[
    // An order not to give.
    row(
        "04",
        "bug04-patient",
        "medications",
        &[
            Is("/active/0/id", "\"bug04-ace\""),
            Is("/active/1", "null"),
            Is("/do_not_take/0/id", "\"bug04-nsaid\""),
            Is("/do_not_take/0/mark", "\"do_not_take\""),
        ],
    ),
    row("04", "bug04-patient", "/medications", &[Says("One medicine in use."), Says("Do not take")]),
    row(
        "04",
        "bug04-patient",
        "health-summary",
        &[Is("/medications/1", "null"), Is("/do_not_take/0/id", "\"bug04-nsaid\"")],
    ),
    row("04", "bug04-patient", "?ibuprofen", &[Is("/hits/0/mark", "\"do_not_take\"")]),
    // Intents and settings.
    row(
        "05",
        "bug05-patient",
        "medications",
        &[
            Is("/active/0/id", "\"bug05-order\""),
            Is("/active/0/earlier/0/id", "\"bug05-history\""),
            Is("/active/1/id", "\"bug05-reported\""),
            Is("/active/1/is_reported", "true"),
            Is("/active/2", "null"),
            Is("/proposed/0/id", "\"bug05-proposed\""),
            Is("/in_hospital/0/id", "\"bug05-ward\""),
        ],
    ),
    row(
        "05",
        "bug05-patient",
        "health-summary",
        &[Is("/medications/2", "null"), Silent("Semaglutide"), Silent("Heparin")],
    ),
    row("05", "bug05-patient", "/medications", &[Says("You told us about it"), Says("2 medicines in use.")]),
    // What was refused, called off, or a mistake.
    row(
        "06",
        "bug06-patient",
        "timeline",
        &[
            Silent("MMR"),
            Silent("Type 2 diabetes"),
            Silent("Eggs"),
            Is("/years/0/entries/0/mark", "\"cancelled\""),
            Is("/years/0/entries/1/mark", "\"not_given\""),
        ],
    ),
    row("06", "bug06-patient", "?mmr", &[Is("/hits/0/mark", "\"entered_in_error\"")]),
    row("06", "bug06-patient", "?eggs", &[Is("/hits/0/mark", "\"entered_in_error\"")]),
    row(
        "06",
        "bug06-patient",
        "/immunizations",
        &[Says("Not given"), Says("Declined"), Says("Entered in error")],
    ),
    row("06", "bug06-patient", "health-summary", &[Is("/allergies", "[]"), Is("/conditions", "[]")]),
    // Ruled out, or one of several.
    row(
        "08",
        "bug08-patient",
        "health-summary",
        &[
            Is("/conditions/0/id", "\"bug08-asthma\""),
            Is("/conditions/1/mark", "\"one_of_several\""),
            Silent("Pneumonia"),
            Silent("lupus"),
        ],
    ),
    row(
        "08",
        "bug08-patient",
        "conditions",
        &[
            Is("/active/0/id", "\"bug08-asthma\""),
            Is("/active/1", "null"),
            Is("/suspected/0/id", "\"bug08-embolism\""),
            Is("/past/0/mark", "\"ruled_out\""),
            Is("/past/1/mark", "\"ruled_out\""),
        ],
    ),
    row("08", "bug08-patient", "?pneumonia", &[Is("/hits/0/mark", "\"ruled_out\"")]),
    // A statement that was withdrawn, and one of latex alone.
    row(
        "09",
        "bug09-patient",
        "allergies",
        &[
            Is("/says_none", "false"),
            Is("/allergies", "[]"),
            Is("/none_of/0/kind", "\"latex\""),
            Is("/none_of/1", "null"),
        ],
    ),
    row(
        "09",
        "bug09-patient",
        "/allergies",
        &[Silent("No known allergies"), Silent("does not say what happens")],
    ),
    row("09", "bug09-patient", "/", &[Silent("No known allergies")]),
    // Statuses in words.
    row(
        "22",
        "bug22-patient",
        "conditions",
        &[
            Is("/active/0/id", "\"bug22-coded\""),
            Is("/active/1", "null"),
            Is("/past/0/id", "\"bug22-words\""),
            Is("/past/1/id", "\"bug22-string\""),
            Is("/unclear", "[]"),
        ],
    ),
    row(
        "22",
        "bug22-patient",
        "allergies",
        &[
            Is("/allergies/0/id", "\"bug22-penicillin\""),
            Is("/allergies/1/is_active", "false"),
            Is("/allergies/1/mark", "\"ruled_out\""),
        ],
    ),
    row(
        "22",
        "bug22-patient",
        "health-summary",
        &[
            Silent("Osteoarthritis"),
            Silent("Gestational"),
            Silent("Strawberries"),
            Says("Penicillin"),
            Is("/unreadable", "0"),
        ],
    ),
    // Conditions that are no illness of today.
    row(
        "26",
        "bug26-patient",
        "health-summary",
        &[
            Is("/conditions/0/id", "\"bug26-htn\""),
            Is("/conditions/1", "null"),
            Is("/visit_diagnoses/0/id", "\"bug26-throat\""),
            Silent("employment"),
            Silent("education"),
        ],
    ),
    row(
        "26",
        "bug26-patient",
        "conditions",
        &[
            Is("/active/0/id", "\"bug26-htn\""),
            Is("/active/1", "null"),
            Is("/social/0/id", "\"bug26-job\""),
            Is("/social/1/id", "\"bug26-school\""),
            Is("/visit_diagnoses/0/id", "\"bug26-throat\""),
        ],
    ),
    // Dosage that is only in codes.
    row(
        "28",
        "bug28-patient",
        "medications",
        &[
            Is(
                "/active/0/instructions",
                "\"2 tablets every 6 hours if needed for pain, by mouth, at most 8 tablets a day\"",
            ),
            Is("/active/1/instructions", "\"4 tablets once a week (Monday), by mouth\""),
        ],
    ),
    row(
        "28",
        "bug28-patient",
        "/medications/bug28-mtx",
        &[Says("once a week"), Says("Monday"), Silent("every day")],
    ),
    row("28", "bug28-patient", "/", &[Says("once a week"), Says("every 6 hours")]),
];
