namespace MyPay.Web.Host;

/// <summary>
/// <c>MyPay:Sms</c>: a gateway over HTTP, or a folder that messages are put into, a file each, or neither.
/// </summary>
/// <param name="Url">The gateway; null: none.</param>
/// <param name="Secret">What it knows us by.</param>
/// <param name="PickupDirectory">The folder; null: none.</param>
internal sealed record SmsSettings(Uri? Url, string? Secret, string? PickupDirectory)
{
    /// <param name="section"><c>MyPay:Sms</c>.</param>
    /// <param name="defaultPickup">The folder when nothing is said; null: none.</param>
    public static SmsSettings Read(IConfigurationSection section, string? defaultPickup)
    {
        var (url, secret, pickup) = (section.Text("Url"), section.Text("Secret"), section.Text("PickupDirectory"));
        if (url is not null && pickup is not null)
            throw Wrong(
                "Url과 MyPay:Sms:PickupDirectory가 둘 다 있어요. 문자를 내보낼 방법을 하나만 골라 주세요.",
                "Url and MyPay:Sms:PickupDirectory are both set; choose one way for text messages to leave."
            );
        if (url is not null && secret is null)
            throw Wrong(
                "Url에는 MyPay:Sms:Secret이 함께 있어야 해요. 게이트웨이가 준 비밀 값을 적어 주세요.",
                "Url needs MyPay:Sms:Secret beside it; write the secret that the gateway gave you."
            );
        if (url is null)
            return new(null, null, pickup is null ? defaultPickup : CommandLine.FullPath(pickup));
        if (!Uri.TryCreate(url, UriKind.Absolute, out var gateway) || gateway.Scheme is not ("http" or "https"))
            throw Wrong(
                $"Url이 '{url}'예요. https://sms.example.com/send처럼 주소로 적어 주세요.",
                $"Url is '{url}'; write an address such as https://sms.example.com/send."
            );
        if (gateway.Scheme == "http" && !gateway.IsLoopback)
            throw Wrong(
                "Url이 https가 아니면 비밀번호와 인증 번호가 그대로 보여요. https로 적어 주세요.",
                "Url is plain http, which would send the secret and the codes in the clear; write https."
            );
        return new(gateway, secret, null);
    }

    private static StartupRefusedException Wrong(string korean, string english) =>
        new("MyPay:Sms:" + korean, "MyPay:Sms:" + english);
}
