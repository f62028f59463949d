namespace MyPay.Web.Host;

/// <summary>Settings that are words.</summary>
internal static class SettingText
{
    /// <summary>What is written under a key, without space around it; null: nothing.</summary>
    public static string? Text(this IConfigurationSection section, string key) =>
        section[key]?.Trim() is { Length: > 0 } text ? text : null;
}
