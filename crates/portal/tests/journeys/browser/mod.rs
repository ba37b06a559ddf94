mod dark;
mod desk;
mod phone;
mod plain;
mod session;
mod steps;
mod walk;

pub const ANA: &str = "ana-reyes";
