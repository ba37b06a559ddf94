mod dark;
mod desk;
mod glass;
mod phone;
mod plain;
mod reading;
mod session;
mod sheets;
mod staff;
mod steps;
mod walk;

pub const ANA: &str = "ana-reyes";
