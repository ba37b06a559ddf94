use std::time::Duration;

use anyhow::{Result, ensure};
use totp_rs::{Builder, Secret, Totp};

use super::page::Page;

impl Page {
    /// Signs in at `/sign-in` with both factors, in whatever language the pages are. Fields are found by their purpose
    /// (WCAG 2.2, 1.3.5). A code that was used a moment ago is refused by the portal, so the next one is waited for.
    ///
    /// `totp_secret` is base 32, as in `demo.json`. Fails if the portal still asks for something afterwards.
    pub async fn sign_in(&self, email: &str, password: &str, totp_secret: &str) -> Result<()> {
        let totp = Builder::new().with_secret(Secret::try_from_base32(totp_secret)?).build_noncompliant();
        self.goto("/sign-in").await?;
        self.fill_purpose("username", email).await?;
        self.fill_purpose("current-password", password).await?;
        self.key("Enter").await?;
        ensure!(
            self.has_purpose("one-time-code").await?,
            "the first factor was refused: {}",
            self.text().await?
        );
        self.give_code(&totp).await?;
        if self.has_purpose("one-time-code").await? {
            tokio::time::sleep(Duration::from_secs(totp.ttl())).await;
            self.give_code(&totp).await?;
        }
        ensure!(!self.has_purpose("one-time-code").await?, "the code was refused: {}", self.text().await?);
        Ok(())
    }

    /// Signs in at work as somebody whom the neighbourhood's identity provider lists by this name, with a security key.
    /// Going there is a way to another site, and no trouble.
    pub async fn sign_in_at_work(&self, name: &str) -> Result<()> {
        self.goto("/staff/sign-in").await?;
        let button =
            "document.querySelector('form[action=\"/staff/sign-in/begin\"] button').textContent.trim()";
        let words = self.evaluate(button).await?;
        self.press(words.as_str().unwrap_or_default()).await?;
        self.press(&format!("{name}: Security key")).await?;
        let path = self.path().await?;
        let is_in = path.starts_with("/staff") && !path.starts_with("/staff/sign-in");
        ensure!(is_in, "still at {path}: {}", self.text().await?);
        self.forget_troubles();
        Ok(())
    }

    async fn give_code(&self, totp: &Totp) -> Result<()> {
        self.fill_purpose("one-time-code", &totp.generate_current().to_string()).await?;
        self.key("Enter").await
    }

    async fn has_purpose(&self, purpose: &str) -> Result<bool> {
        let asked = format!("document.querySelector('{}') !== null", field_for(purpose));
        Ok(self.evaluate(&asked).await?.as_bool() == Some(true))
    }

    async fn fill_purpose(&self, purpose: &str, text: &str) -> Result<()> {
        ensure!(
            self.has_purpose(purpose).await?,
            "no field has the purpose `{purpose}` at {}",
            self.path().await?
        );
        let asked = format!(
            "((field) => {{ field.focus(); field.select(); }})(document.querySelector('{}'))",
            field_for(purpose)
        );
        self.evaluate(&asked).await?;
        self.type_text(text).await
    }
}

fn field_for(purpose: &str) -> String {
    format!("input[autocomplete~=\"{purpose}\"]")
}
