using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;
using MyPay.Web.Host;
using MyPay.Web.Sms;
using Xunit;

namespace MyPay.Tests.Web.Sms;

/// <summary>Text messages leave by a gateway or into a folder, and nothing waits for a gateway that is away.</summary>
public sealed class SmsTests
{
    private static readonly OutgoingText Text = new(
        "01012345678",
        "012345",
        "ko",
        "me",
        new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero)
    );

    [Fact]
    public async Task The_gateway_gets_number_and_text_with_our_secret()
    {
        string? authorization = null;
        JsonDocument? body = null;
        await using var gateway = await GatewayAsync(async request =>
        {
            authorization = request.Headers.Authorization;
            body = await JsonDocument.ParseAsync(request.Body);
            return 202;
        });

        Assert.True(await CarrierTo(gateway.Urls.Single()).CarryAsync(Text));

        Assert.Equal("Bearer s3cret", authorization);
        Assert.Equal(
            [("to", "01012345678"), ("text", TextWords.Of(Text))],
            body!.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))
        );
    }

    [Fact]
    public async Task A_refusal_and_a_closed_door_are_a_no()
    {
        await using (var gateway = await GatewayAsync(_ => Task.FromResult(503)))
            Assert.False(await CarrierTo(gateway.Urls.Single()).CarryAsync(Text));
        Assert.False(await CarrierTo("http://127.0.0.1:1").CarryAsync(Text));
    }

    [Fact]
    public async Task A_gateway_that_says_nothing_holds_nobody_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        Assert.False(
            await CarrierTo($"http://{silent.LocalEndpoint}", TimeSpan.FromMilliseconds(100)).CarryAsync(Text)
        );
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public void A_message_fits_a_short_one_of_Korean_carriers(string language) =>
        Assert.InRange(TextWords.Of(Text with { Language = language }).Sum(sign => sign < 128 ? 1 : 2), 1, 90);

    [Fact]
    public async Task In_a_folder_the_first_line_is_the_number()
    {
        var folder = Directory.CreateTempSubdirectory("mypay-sms-").FullName;
        try
        {
            var carrier = new PickupTexts(new(null, null, folder), NullLogger<PickupTexts>.Instance);
            Assert.True(await carrier.CarryAsync(Text));

            var file = Assert.Single(Directory.GetFiles(folder));
            Assert.Equal(["01012345678", TextWords.Of(Text)], await File.ReadAllLinesAsync(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Signing_up_while_the_gateway_is_away_says_what_to_do_and_keeps_what_was_typed()
    {
        await using var product = await AProduct.StartAsync(
            settings: ["--MyPay:Sms:Url=http://127.0.0.1:1", "--MyPay:Sms:Secret=s3cret"]
        );
        using var browser = new APlainBrowser(await product.ListenAsync());
        await browser.OpenAsync("/signup");
        await browser.SendAsync(
            ("Input.Email", "haneul@mypay.test"),
            ("Input.Password", "Right-horse-77"),
            ("Input.Name", "김하늘"),
            ("Input.Phone", "010-7777-0001"),
            ("Input.Birth", "900514"),
            ("Input.All", "true")
        );

        Assert.Equal(("/signup", "membership.phone_code.not_sent"), (browser.Path, browser.Error));
        Assert.Equal("010-7777-0001", browser.ValueOf("Input.Phone"));
    }

    [Theory]
    [InlineData("choose one way", "Url=https://sms.example/send", "Secret=s", "PickupDirectory=sms")]
    [InlineData("needs MyPay:Sms:Secret", "Url=https://sms.example/send")]
    [InlineData("write an address", "Url=sms.example", "Secret=s")]
    [InlineData("in the clear", "Url=http://sms.example/send", "Secret=s")]
    public void Settings_that_say_half_of_it_or_two_things_are_refused(string because, params string[] settings) =>
        Assert.Contains(
            because,
            Assert.Throws<StartupRefusedException>(() => Read(settings)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_folder_stands_in_for_a_gateway_where_nothing_is_said()
    {
        Assert.Equal(new SmsSettings(null, null, "default"), Read());
        Assert.Equal(
            new SmsSettings(new("https://sms.example/send"), "s", null),
            Read("Url=https://sms.example/send", "Secret=s")
        );
    }

    private static SmsSettings Read(params string[] settings) =>
        SmsSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings
                        .Select(setting => setting.Split('=', 2))
                        .ToDictionary(s => $"Sms:{s[0]}", s => (string?)s[1])
                )
                .Build()
                .GetSection("Sms"),
            "default"
        );

    private static GatewayCarrier CarrierTo(string url, TimeSpan? patience = null)
    {
        var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        return new(
            clients.GetRequiredService<IHttpClientFactory>(),
            new SmsSettings(new Uri(url), "s3cret", null),
            NullLogger<GatewayCarrier>.Instance
        )
        {
            Patience = patience ?? TimeSpan.FromSeconds(30),
        };
    }

    private static async Task<WebApplication> GatewayAsync(Func<HttpRequest, Task<int>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        var app = builder.Build();
        app.MapPost(
            "/",
            async (HttpContext http) =>
            {
                http.Response.StatusCode = await answer(http.Request);
            }
        );
        await app.StartAsync();
        return app;
    }
}
