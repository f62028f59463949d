using System.Net.Sockets;
using MyPay.Domain.Banking;
using Finding = MyPay.Web.Host.CheckVerb.Finding;

namespace MyPay.Web.Host;

/// <summary>What <c>check</c> sees of the world outside: bank, mail, text messages. It sends nobody anything.</summary>
internal static class CheckOutside
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The bank's clock and ours may differ by this before signatures and days go wrong.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    public static async IAsyncEnumerable<Finding> LookAsync(MyPaySettings settings, IConfiguration configuration)
    {
        yield return await BankAsync(settings, configuration);
        yield return await CarrierAsync(
            "mail",
            settings.Mail.Host is { } host ? (host, settings.Mail.Port) : null,
            settings.Mail.PickupDirectory,
            "MyPay:Mail:Host",
            "MyPay:Mail:PickupDirectory"
        );
        yield return await CarrierAsync(
            "text messages",
            settings.Sms.Url is { } gateway ? (gateway.DnsSafeHost, gateway.Port) : null,
            settings.Sms.PickupDirectory,
            "MyPay:Sms:Url",
            "MyPay:Sms:PickupDirectory"
        );
    }

    private static async Task<Finding> BankAsync(MyPaySettings settings, IConfiguration configuration)
    {
        if (settings.SimulatorEnabled)
            return new("bank token", true, "시뮬레이터는 앱과 함께 떠요", "the simulator starts with the app");
        var bank = new BankingOptions();
        configuration.GetSection("MyPay:Bank").Bind(bank);
        using var http = new HttpClient { BaseAddress = settings.BankBaseUrl, Timeout = Patience };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["client_id"] = bank.ClientId,
                ["client_secret"] = bank.ClientSecret,
                ["grant_type"] = "client_credentials",
                ["scope"] = "oob",
            }
        );
        try
        {
            using var answer = await http.PostAsync(new Uri("/oauth/2.0/token", UriKind.Relative), form);
            if (!answer.IsSuccessStatusCode)
                return new(
                    "bank token",
                    false,
                    $"은행이 HTTP {(int)answer.StatusCode}로 답했어요. MyPay:Bank:ClientId와 ClientSecret을 확인해 주세요",
                    $"the bank answered HTTP {(int)answer.StatusCode}: see MyPay:Bank:ClientId and ClientSecret"
                );
            var away = answer.Headers.Date is { } theirs ? theirs - TimeProvider.System.GetUtcNow() : TimeSpan.Zero;
            return away.Duration() > ClockSlack
                ? new(
                    "bank token",
                    false,
                    $"은행 시계와 {away.TotalSeconds:0}초 달라요. NTP를 켜 주세요",
                    $"the bank's clock differs by {away.TotalSeconds:0} s: turn on NTP"
                )
                : new("bank token", true, "받았어요", "given");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return new(
                "bank token",
                false,
                $"{settings.BankBaseUrl}에 닿지 않아요: {failure.Message}",
                $"{settings.BankBaseUrl} cannot be reached: {failure.Message}"
            );
        }
    }

    private static async Task<Finding> CarrierAsync(
        string what,
        (string Host, int Port)? server,
        string? folder,
        string serverKey,
        string folderKey
    )
    {
        if (server is { } at)
        {
            using var line = new TcpClient();
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await line.ConnectAsync(at.Host, at.Port, patience.Token);
                return new(what, true, $"{at.Host}:{at.Port}에 닿아요", $"{at.Host}:{at.Port} can be reached");
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                return new(
                    what,
                    false,
                    $"{at.Host}:{at.Port}에 닿지 않아요. {serverKey}와 방화벽을 확인해 주세요",
                    $"{at.Host}:{at.Port} cannot be reached: see {serverKey} and the firewall"
                );
            }
        }

        return folder is null
            ? new(
                what,
                false,
                $"나갈 길이 없어요. {serverKey}이나 {folderKey}를 적어 주세요",
                $"no way to leave: set {serverKey} or {folderKey}"
            )
            : new(what, true, $"폴더에 놓아요: {folder}", $"put into {folder}");
    }
}
