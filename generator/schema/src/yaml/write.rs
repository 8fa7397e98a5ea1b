//! Writes values as YAML.

/// Returns a value as YAML 1.2, in which `Y` and `on` are texts.
///
/// ```
/// use bitrix24_schema::yaml;
///
/// assert_eq!(yaml::write(&serde_json::json!({ "code": "0", "flags": ["Y", true] })), "code: '0'\nflags:\n- Y\n- true\n");
/// ```
pub fn write(value: &serde_json::Value) -> String {
    // Writing cannot fail: all keys are texts.
    serde_yaml::to_string(value).unwrap_or_default()
}
