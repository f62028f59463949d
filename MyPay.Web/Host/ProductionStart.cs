using System.Net;
using Microsoft.AspNetCore.Identity;
using MyPay.Domain.Ledger;

namespace MyPay.Web.Host;

/// <summary>
/// What is right for a developer's machine and would let strangers in, or leave people without word, in Production.
/// The product does not start then; it says everything at once, so that nobody mends one setting a start.
/// </summary>
internal static class ProductionStart
{
    /// <summary>EX_CONFIG of sysexits.h: whoever starts it again changes nothing.</summary>
    public const int ExitCode = 78;

    /// <summary>A setting that Production does not take, and what to write instead.</summary>
    public sealed record Reason(string Setting, string Korean, string English);

    /// <summary>Everything that stands against a start with these settings; nothing when they are fit.</summary>
    public static IReadOnlyList<Reason> Against(MyPaySettings settings) =>
        [
            .. OfDemonstration(settings),
            .. OfTheBank(settings),
            .. OfLooseLimits(settings),
            .. OfTheAddress(settings),
            .. OfCarriers(settings),
            .. OfFiles(settings),
        ];

    /// <summary>Throws with all reasons, unless there is none.</summary>
    public static void Heed(MyPaySettings settings)
    {
        if (Against(settings) is { Count: > 0 } reasons)
            throw Refused(reasons);
    }

    /// <summary>Throws when the store was made with the demo people, whatever the settings say now.</summary>
    public static async Task HeedStoreAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<SignIn>>();
        foreach (var (email, _) in DemoData.SignIns)
            if (await users.FindByEmailAsync(email) is not null)
                throw Refused([
                    new(
                        "MyPay:DataDirectory",
                        $"이 저장소에는 데모 회원이 있어요({email}). 새 저장소로 시작해 주세요.",
                        $"this store holds the demo people ({email}). Begin with a new store."
                    ),
                ]);
    }

    /// <summary>A start refused, each reason on its own line with its setting in front.</summary>
    public static StartupRefusedException Refused(IReadOnlyList<Reason> reasons) =>
        new(
            $"Production에서는 이대로 시작하지 않아요. 고칠 것이 {reasons.Count}가지예요.\n"
                + $"{Lines(reasons, reason => reason.Korean)}\n",
            $"Production does not start like this. To put right: {reasons.Count}.\n"
                + Lines(reasons, reason => reason.English),
            ExitCode
        );

    private static string Lines(IReadOnlyList<Reason> reasons, Func<Reason, string> words) =>
        string.Join('\n', reasons.Select(reason => $"  {reason.Setting}: {words(reason)}"));

    private static IEnumerable<Reason> OfDemonstration(MyPaySettings settings)
    {
        if (settings.Demo)
            yield return new(
                "MyPay:Demo",
                "데모 회원은 비밀번호를 누구나 알아요. 지우거나 false로 적어 주세요.",
                "everybody knows the passwords of the demo people. Take it out or write false."
            );
        if (settings.Clock is SimulatedClock)
            yield return new(
                "MyPay:Clock",
                "sim:…은 시험용 시계예요. 지우거나 system으로 적어 주세요.",
                "sim:… is a test clock. Take it out or write system."
            );
    }

    private static IEnumerable<Reason> OfTheBank(MyPaySettings settings)
    {
        if (settings.SimulatorEnabled)
            yield return new(
                "MyPay:Bank:Simulator:Enabled",
                "은행 시뮬레이터의 돈은 진짜가 아니에요. 지우거나 false로 적어 주세요.",
                "the bank simulator's money is not real. Take it out or write false."
            );
        if (IsThisMachine(settings.BankBaseUrl))
            yield return new(
                "MyPay:Bank:BaseUrl",
                $"{settings.BankBaseUrl}은(는) 이 기계예요. 은행이 준 https:// 주소를 적어 주세요.",
                $"{settings.BankBaseUrl} is this machine. Write the https:// address that the bank gave you."
            );
        if (settings.BankSecretIsDefault)
            yield return new(
                "MyPay:Bank:ClientSecret",
                "개발용 비밀값 그대로예요. 은행이 준 값을 MyPay__Bank__ClientSecret 환경 변수로 적어 주세요.",
                "it is the one of development. Give the bank's own by the environment, MyPay__Bank__ClientSecret."
            );
    }

    private static IEnumerable<Reason> OfLooseLimits(MyPaySettings settings)
    {
        if (settings.WebhooksAllowPrivate)
            yield return new(
                "MyPay:Webhooks:AllowPrivate",
                "가맹점이 우리 안쪽 주소로 호출을 보낼 수 있어요. 지우거나 false로 적어 주세요.",
                "a shop could have our own network called. Take it out or write false."
            );
        if (settings.CheckoutAllowLoopback)
            yield return new(
                "MyPay:Checkout:AllowLoopback",
                "개발용이라 Production에서는 켤 수 없어요. 지우거나 false로 적어 주세요.",
                "it is for development and never on in Production. Take it out or write false."
            );
        if (settings.RateLimitPerKeyPerSecond == 0)
            yield return new(
                "MyPay:RateLimit:PerKeyPerSecond",
                "0은 제한이 없다는 뜻이에요. 지우거나 (100) 1 이상으로 적어 주세요.",
                "0 means no limit. Take it out (100) or write 1 or more."
            );
    }

    private static IEnumerable<Reason> OfTheAddress(MyPaySettings settings)
    {
        if (settings.PublicBaseUrl is null)
            yield return new(
                "MyPay:PublicBaseUrl",
                "사람들이 여는 주소가 없어요. https://pay.example.com처럼 적어 주세요.",
                "the address that people open is missing. Write it as https://pay.example.com."
            );
        else if (!settings.IsPublicByTls)
            yield return new(
                "MyPay:PublicBaseUrl",
                $"{settings.PublicBaseUrl}은(는) 암호화되지 않아요. TLS를 앞에 두고 https://로 적어 주세요.",
                $"{settings.PublicBaseUrl} is not encrypted. Put TLS before MyPay and write https://."
            );
    }

    private static IEnumerable<Reason> OfCarriers(MyPaySettings settings)
    {
        if (settings.Mail is { Host: null, PickupDirectory: null })
            yield return new(
                "MyPay:Mail:Host",
                "메일이 나갈 길이 없어요. SMTP 서버와 MyPay:Mail:From을 적거나, MyPay:Mail:PickupDirectory를 적어 주세요.",
                "no way for mail to leave. Name an SMTP server and MyPay:Mail:From, or MyPay:Mail:PickupDirectory."
            );
        if (settings.Sms is { Url: null, PickupDirectory: null })
            yield return new(
                "MyPay:Sms:Url",
                "문자가 나갈 길이 없어요. 문자 게이트웨이와 MyPay:Sms:Secret을 적거나, MyPay:Sms:PickupDirectory를 적어 주세요.",
                "no way for text messages to leave. Name the gateway and MyPay:Sms:Secret, or "
                    + "MyPay:Sms:PickupDirectory."
            );
    }

    private static IEnumerable<Reason> OfFiles(MyPaySettings settings)
    {
        if (FileModes.IsOpenToOthers(settings.DataDirectory))
            yield return new(
                "MyPay:DataDirectory",
                $"{settings.DataDirectory}을(를) 다른 사람이 읽을 수 있어요({FileModes.Octal(settings.DataDirectory)}). "
                    + $"chmod -R go= {settings.DataDirectory} 를 실행해 주세요.",
                $"others can read {settings.DataDirectory} ({FileModes.Octal(settings.DataDirectory)}). "
                    + $"Run: chmod -R go= {settings.DataDirectory}"
            );
    }

    private static bool IsThisMachine(Uri address) =>
        address.IsLoopback
        || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (
            IPAddress.TryParse(address.DnsSafeHost, out var ip)
            && (
                IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
                || ip.Equals(IPAddress.Any)
                || ip.Equals(IPAddress.IPv6Any)
            )
        );
}
