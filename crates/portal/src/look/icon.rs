//! Line icons, drawn for Portico on a grid of 24; the arch is their recurring shape.

use std::fmt;

/// An icon. It is decoration: the words beside it carry the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Arch,
    Arrow,
    Ban,
    Clipboard,
    Bell,
    Book,
    Calendar,
    Check,
    Clock,
    Compass,
    Door,
    Down,
    Download,
    File,
    Flask,
    Heart,
    Home,
    Key,
    Leaf,
    List,
    Lock,
    More,
    Pen,
    People,
    Person,
    Phone,
    Pill,
    Print,
    Question,
    Scan,
    Search,
    Shield,
    Syringe,
    Up,
    Warning,
}

impl Icon {
    pub const ALL: [Icon; 35] = [
        Icon::Arch,
        Icon::Arrow,
        Icon::Ban,
        Icon::Clipboard,
        Icon::Bell,
        Icon::Book,
        Icon::Calendar,
        Icon::Check,
        Icon::Clock,
        Icon::Compass,
        Icon::Door,
        Icon::Down,
        Icon::Download,
        Icon::File,
        Icon::Flask,
        Icon::Heart,
        Icon::Home,
        Icon::Key,
        Icon::Leaf,
        Icon::List,
        Icon::Lock,
        Icon::More,
        Icon::Pen,
        Icon::People,
        Icon::Person,
        Icon::Phone,
        Icon::Pill,
        Icon::Print,
        Icon::Question,
        Icon::Scan,
        Icon::Search,
        Icon::Shield,
        Icon::Syringe,
        Icon::Up,
        Icon::Warning,
    ];

    fn path(self) -> &'static str {
        match self {
            Icon::Arch => "M4 21V11.5a8 8 0 0 1 16 0V21M8.5 21v-9a3.5 3.5 0 0 1 7 0v9M2.5 21h19",
            Icon::Arrow => "M5 12h14M13 6l6 6-6 6",
            Icon::Ban => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM6 6l12 12",
            Icon::Clipboard => {
                "M8.5 5h-2a1 1 0 0 0-1 1v13.5a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1h-2M8.5 6.5v-3h7v3ZM12 10.5v6M9 13.5h6"
            }
            Icon::Bell => "M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15L6 17ZM10 21.5h4",
            Icon::Book => "M5 4.5h10a4 4 0 0 1 4 4V20H8a3 3 0 0 1-3-3V4.5ZM5 17a3 3 0 0 1 3-3h11",
            Icon::Calendar => {
                "M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1ZM4 10.5h16M8 3.5V8M16 3.5V8"
            }
            Icon::Check => "M5 12.5 10 17.5 19.5 7",
            Icon::Clock => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3.2 2.2",
            Icon::Compass => {
                "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM15.5 8.5 13.7 13.7 8.5 15.5 10.3 10.3Z"
            }
            Icon::Door => "M6 21V10a6 6 0 0 1 12 0v11M3.5 21h17M14.5 14v1",
            Icon::Down => "M12 5v13M6 12l6 6 6-6",
            Icon::Download => "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
            Icon::File => {
                "M7 3.5h7l4.5 4.5V20a.5.5 0 0 1-.5.5H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1ZM13.5 3.5V8.5h5M9 13h6M9 16.5h6"
            }
            Icon::Flask => {
                "M9 3.5h6M10 3.5v6L5 18a1.8 1.8 0 0 0 1.6 2.7h10.8A1.8 1.8 0 0 0 19 18l-5-8.5v-6M7.7 14.5h8.6"
            }
            Icon::Heart => {
                "M12 20S4 15.3 4 9.5A4.3 4.3 0 0 1 12 7.3 4.3 4.3 0 0 1 20 9.5C20 15.3 12 20 12 20Z"
            }
            Icon::Home => "M4 20.5V11a8 8 0 0 1 16 0v9.5ZM9.5 20.5V15a2.5 2.5 0 0 1 5 0v5.5",
            Icon::Key => "M8 12.5a4 4 0 1 0 0 7 4 4 0 0 0 0-7ZM11 13.5 20 4.5M16 8.5l3 3",
            Icon::Leaf => "M5 19C4 11 9 5 20 4.5 20.5 14 15 19.5 8 18.5M4.5 20.5C7 15 10.5 12 14.5 10",
            Icon::List => "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1",
            Icon::Lock => "M6 11h12a1 1 0 0 1 1 1v8H5v-8a1 1 0 0 1 1-1ZM8 11V8a4 4 0 0 1 8 0v3",
            Icon::More => "M5 5h5v5H5ZM14 5h5v5h-5ZM5 14h5v5H5ZM14 14h5v5h-5Z",
            Icon::Pen => "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5ZM13.5 7l3.5 3.5",
            Icon::People => {
                "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20v-1.5a6.5 5 0 0 1 13 0V20M16 5a3.2 3.2 0 0 1 0 6.2M18 14.5c2.2.7 3.5 2.2 3.5 4V20"
            }
            Icon::Person => "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5v-1a7.5 5.5 0 0 1 15 0v1",
            Icon::Phone => {
                "M6 4h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2L20 14.5V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z"
            }
            Icon::Pill => "M10.5 20a4.6 4.6 0 0 1-6.5-6.5L13.5 4a4.6 4.6 0 0 1 6.5 6.5ZM8.8 8.8l6.5 6.5",
            Icon::Print => "M7 9V4h10v5M7 17H4.5v-6a2 2 0 0 1 2-2h11a2 2 0 0 1 2 2v6H17M7 14h10v6H7Z",
            Icon::Question => {
                "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1 .9-1 1.7M12 16.6v.2"
            }
            Icon::Scan => {
                "M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M12 8v8M9 10.5c0-1.5 1.2-2.5 3-2.5M15 10.5C15 9 13.8 8 12 8M9 14c0 1.3 1.2 2 3 2s3-.7 3-2"
            }
            Icon::Search => "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 20.5 20.5",
            Icon::Shield => "M12 3.5 5 6.5v5c0 4.5 3 7.8 7 9.5 4-1.7 7-5 7-9.5v-5ZM9 12l2.2 2.2L15.2 10",
            Icon::Syringe => {
                "M14.5 3.5l6 6M17.5 6.5 8.5 15.5 5.5 18.5M17.5 6.5l-4-1L5.5 13.5a1 1 0 0 0 0 1.4l3.6 3.6a1 1 0 0 0 1.4 0l8-8ZM3.5 20.5l2-2M9.5 9.5l2 2"
            }
            Icon::Up => "M12 19V6M6 12l6-6 6 6",
            Icon::Warning => "M12 4 21 19.5H3ZM12 10v4.5M12 17v.2",
        }
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<svg class=i viewBox=\"0 0 24 24\" aria-hidden=true><path d=\"")?;
        f.write_str(self.path())?;
        f.write_str("\"/></svg>")
    }
}

impl askama::filters::HtmlSafe for Icon {}

impl askama::FastWritable for Icon {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(write!(to, "{self}")?)
    }
}
