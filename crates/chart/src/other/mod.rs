//! What a record holds and no page of its own shows yet: procedures, devices, social and family history, questionnaires
//! and others, listed by kind with name, date and value (USCDI v3, US Core 6.1, and what servers commonly have besides).
//!
//! One file builds each kind; [`OtherKind`] lists them. Claims, schedules and tasks are not read: they say nothing of health.
//! Provenance is not read either: who wrote something stands in the thing itself.

mod assessments;
mod devices;
mod draft;
mod events;
mod family;
mod forms;
mod images;
mod kind;
mod medicines;
mod observations;
mod orders;
mod people;
mod procedures;
mod read;
mod supplies;
mod vaccines;
mod view;

pub(crate) use assessments::{assessment, risk};
pub(crate) use devices::{device, device_used};
pub(crate) use draft::OtherSource;
pub(crate) use events::{adverse_event, alert, episode, message};
pub(crate) use family::family_member;
pub(crate) use forms::form;
pub(crate) use images::{imaging_study, picture};
pub use kind::OtherKind;
pub(crate) use medicines::{medicine_given, medicine_told};
pub(crate) use observations::{groups, is_of_kind, join, observation};
pub(crate) use orders::{diet, glasses, order};
pub(crate) use people::related_person;
pub(crate) use procedures::{procedure, specimen};
pub(crate) use read::Others;
pub(crate) use supplies::supply;
pub(crate) use vaccines::vaccine_forecast;
pub use view::*;
