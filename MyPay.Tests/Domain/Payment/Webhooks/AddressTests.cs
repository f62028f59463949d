using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MyPay.Domain.Payment.Webhooks;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Payment.Webhooks;

/// <summary>
/// Nobody reaches into our network through us: not by any spelling of an address, not by a name that changes its
/// meaning.
/// </summary>
public sealed class AddressTests
{
    public static readonly TheoryData<string> Forbidden =
    [
        // Other ways than https, other ports, people in front of the host.
        "http://shop.example/hook",
        "http://93.184.216.34/",
        "https://shop.example:80/",
        "https://shop.example:22/",
        "https://shop.example:8080/",
        "https://shop.example:444/",
        "https://user@shop.example/",
        "https://user:secret@shop.example/",
        "https://shop.example@127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_INFO",
        "ftp://shop.example/",
        "ws://shop.example/",
        "data:text/plain,x",
        "javascript:alert(1)",
        "ldap://127.0.0.1/",
        "jar:https://shop.example!/",
        "/etc/passwd",
        // This machine, in every spelling.
        "https://127.0.0.1/",
        "https://127.0.0.1:8443/",
        "https://127.1/",
        "https://127.0.1/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://127.0.0.1./",
        "https://127.255.255.254/",
        "https://localhost/",
        "https://LOCALHOST/",
        "https://localhost./",
        "https://app.localhost/",
        "https://[::1]/",
        "https://[0:0:0:0:0:0:0:1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[::]/",
        "https://0.0.0.0/",
        "https://0/",
        "https://１２７.０.０.１/",
        "https://①②⑦.0.0.1/",
        // Networks of ours and of nobody.
        "https://10.0.0.5/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.168.0.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://2852039166/",
        "https://[::ffff:169.254.169.254]/",
        "https://[fd00:ec2::254]/",
        "https://192.0.0.1/",
        "https://192.0.2.1/",
        "https://198.18.0.1/",
        "https://198.51.100.1/",
        "https://203.0.113.1/",
        "https://192.88.99.1/",
        "https://224.0.0.1/",
        "https://239.255.255.250/",
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[2002:7f00:1::]/",
        "https://[2001::1]/",
        "https://[2001:db8::1]/",
        "https://[fc00::1]/",
        "https://[fe80::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[fec0::1]/",
        "https://[ff02::1]/",
        "https://[100::1]/",
        "https://[3fff::1]/",
    ];

    [Fact]
    public void The_table_is_as_long_as_it_says() => Assert.True(Forbidden.Count >= 60);

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task A_forbidden_address_can_be_neither_entered_nor_called(string url)
    {
        // Entered while private addresses were allowed, called when they no longer are.
        await using var webhooks = await AWebhooks.OpenAsync();
        webhooks.Names.Say("shop.example", ["93.184.216.34"]);
        var endpoint = (await webhooks.AddAsync("https://shop.example/")).Endpoint;
        webhooks.Store.Tamper($"UPDATE payment_webhook_endpoint SET Url = '{url}'");
        await webhooks.HappenAsync();
        webhooks.AllowPrivate = false;
        webhooks.Crash();

        var refusal = (await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, true, url, [], null))).Refused();
        Assert.Contains(refusal.Code, new[] { "payment.webhook.url_forbidden", "payment.webhook.url_invalid" });
        Assert.Equal(
            refusal.Code,
            (await webhooks.AskAsync(w => w.ChangeEndpointAsync(webhooks.Shop, true, endpoint.Id, url, null, null)))
                .Refused()
                .Code
        );

        await webhooks.DeliverAsync();
        var attempt = Assert.Single(Assert.Single(await webhooks.DeliveriesAsync()).Attempts);
        Assert.Null(attempt.Status);
        Assert.StartsWith("forbidden", attempt.Error, StringComparison.Ordinal);
        Assert.Equal(0, webhooks.Names.Questions);
    }

    [Theory]
    [InlineData("/a%2Db%7Ec%2e/%ED%95%9c/../x?q=%7e%2D&r=a+b&s=%2f", null)]
    [InlineData("/hook#top", "/hook")]
    [InlineData("/한 글?q=\"<>", "/%ED%95%9C%20%EA%B8%80?q=%22%3C%3E")]
    [InlineData("?key=%7E", "/?key=%7E")]
    [InlineData("", "/")]
    public async Task A_receiver_is_called_byte_for_byte_as_its_owner_wrote_it(string path, string? called)
    {
        await using var shop = await AReceiver.StartAsync();
        await using var webhooks = await AWebhooks.OpenAsync();
        var target = "";
        shop.Answer = (http, _) =>
        {
            target = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            return AReceiver.Status(http, 204);
        };
        var endpoint = (await webhooks.AddAsync(shop.Url("/").TrimEnd('/') + path)).Endpoint;
        await webhooks.HappenAsync();
        await webhooks.DeliverAsync();
        Assert.Equal(called ?? path, target);
        Assert.EndsWith(called ?? path, endpoint.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("93.184.216.34,10.0.0.5")]
    [InlineData("2606:2800:220:1::1,::1")]
    [InlineData("::ffff:10.0.0.5")]
    [InlineData("64:ff9b::a00:5")]
    public async Task A_name_is_refused_for_any_one_of_its_addresses(string addresses)
    {
        await using var webhooks = await AWebhooks.OpenAsync(allowPrivate: false);
        webhooks.Names.Say("shop.example", addresses.Split(','));

        var refusal = (
            await webhooks.AskAsync(w => w.AddEndpointAsync(webhooks.Shop, true, "https://shop.example/hook", [], null))
        ).Refused();
        Assert.Equal(
            ("payment.webhook.url_forbidden", IPAddress.Parse(addresses.Split(',')[^1]).ToString()),
            (refusal.Code, refusal.Args[0])
        );
    }

    [Theory]
    [InlineData("https://shop.example/hook")]
    [InlineData("https://shop.example:8443/hook?a=1")]
    [InlineData("https://shop.example./hook")]
    [InlineData("https://93.184.216.34/")]
    [InlineData("https://[2606:2800:220:1::1]/")]
    [InlineData("https://한국.example/알림")]
    [InlineData("https://nobody.knows.example/")] // asked again on each attempt
    public async Task A_public_address_may_be_entered(string url)
    {
        await using var webhooks = await AWebhooks.OpenAsync(allowPrivate: false);
        webhooks.Names.Say("shop.example", ["93.184.216.34", "2606:2800:220:1::1"]);
        webhooks.Names.Say("xn--3e0b707e.example", ["93.184.216.34"]);
        Assert.True((await webhooks.AddAsync(url)).Endpoint.Enabled);
    }

    [Theory]
    [InlineData("0x7f000001")]
    [InlineData("127.1")]
    public void Spellings_of_this_machine_are_read_as_a_resolver_would_read_them(string host) =>
        Assert.Equal(IPAddress.Loopback, WebhookAddressRules.Literal(host));

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("9.255.255.255", true)]
    [InlineData("10.0.0.0", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("11.0.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.64.0.0", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.0", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("2001:200::1", true)]
    [InlineData("2001:1ff::1", false)]
    [InlineData("2002::1", false)]
    [InlineData("2003::1", true)]
    [InlineData("1fff::1", false)]
    [InlineData("4000::1", false)]
    [InlineData("::ffff:93.184.216.34", false)] // whatever it maps to
    [InlineData("::ffff:32.0.0.1", false)]
    public void Public_is_what_the_registry_says_to_the_last_address(string address, bool isPublic) =>
        Assert.Equal(isPublic, WebhookAddressRules.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_changes_its_meaning_after_it_was_checked_is_not_called()
    {
        // A door of this machine that nothing may knock at. It does hear a knock when private addresses are allowed.
        using var canary = Canary.Open();
        await using var webhooks = await AWebhooks.OpenAsync(allowPrivate: false);
        webhooks.Names.Say(
            "rebind.example",
            ["93.184.216.34"],
            [canary.Address.ToString()],
            ["93.184.216.34", canary.Address.ToString()],
            [$"::ffff:{canary.Address}"]
        );
        await webhooks.AddAsync($"https://rebind.example:{canary.Port}/hook");
        await webhooks.HappenAsync();

        for (var attempt = 0; attempt < 4; attempt++)
            await webhooks.DeliverNextAsync();

        var attempts = Assert.Single(await webhooks.DeliveriesAsync()).Attempts;
        Assert.Equal(
            [
                canary.Address.ToString(),
                canary.Address.ToString(),
                $"::ffff:{canary.Address}",
                $"::ffff:{canary.Address}",
            ],
            attempts.Select(a => a.Error!["forbidden: ".Length..])
        );
        Assert.Equal(5, webhooks.Names.Questions); // once when it was entered, once for each attempt
        Assert.False(canary.WasKnockedAt);

        webhooks.AllowPrivate = true;
        webhooks.Names.Say("rebind.example", [canary.Address.ToString()]);
        webhooks.Crash();
        await webhooks.DeliverNextAsync();
        Assert.True(canary.WasKnockedAt);
    }

    /// <summary>Listens on an address of its own within 127/8, at a port that webhooks may use.</summary>
    private sealed class Canary : IDisposable
    {
        private readonly TcpListener listener;

        private Canary(IPAddress address)
        {
            listener = new TcpListener(address, 8443);
            listener.Start();
            _ = HangUpAsync();
        }

        public IPAddress Address => ((IPEndPoint)listener.LocalEndpoint).Address;

        public int Port => 8443;

        public bool WasKnockedAt { get; private set; }

        public static Canary Open() => new(new IPAddress([127, .. RandomNumberGenerator.GetBytes(2), 77]));

        public void Dispose() => listener.Dispose();

        private async Task HangUpAsync()
        {
            try
            {
                while (true)
                {
                    using var caller = await listener.AcceptTcpClientAsync();
                    WasKnockedAt = true;
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
        }
    }
}
