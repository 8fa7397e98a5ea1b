//! Writes values as YAML.

/// Returns a value as YAML.
///
/// ```
/// use bitrix24_schema::yaml;
///
/// assert_eq!(yaml::write(&serde_json::json!({ "code": "0", "on": ["Y", true] })), "code: '0'\n'on':\n- 'Y'\n- true\n");
/// ```
pub fn write(value: &serde_json::Value) -> String {
    // Writing cannot fail: all keys are texts.
    serde_yaml::to_string(value).unwrap_or_default()
}
