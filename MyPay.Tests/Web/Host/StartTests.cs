using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using MyPay.Web.Host;
using Xunit;

namespace MyPay.Tests.Web.Host;

/// <summary>What is typed or configured wrong stops the start, with exit code 2 and words that help.</summary>
[Trait("Lane", "Fast")]
public sealed class StartTests
{
    [Theory]
    [InlineData("frobnicate", "'frobnicate' is not a MyPay command")]
    [InlineData("verify --jsn", "'--jsn' is not an option of 'verify'")]
    [InlineData("bank --json", "'--json' is not an option of 'bank'")]
    [InlineData("bank --data", "'--data' needs a value")]
    [InlineData("--Port=1", "'--Port' is not an option of 'run'")]
    [InlineData("backup", "'backup' needs a file")]
    [InlineData("restore --force", "'restore' needs a file")]
    [InlineData("backup a b", "'b' means nothing to 'backup'")]
    [InlineData("backup a --force", "'--force' is not an option of 'backup'")]
    [InlineData("restore a --forse", "'--forse' is not an option of 'restore'")]
    [InlineData("verify now", "'now' means nothing to 'verify'")]
    public void Unknown_words_are_named(string typed, string said)
    {
        var refused = Assert.Throws<StartupRefusedException>(() => CommandLine.Parse(typed.Split(' ')));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Matches("[가-힣]", refused.Message.Split(" | ")[0]);
        Assert.DoesNotMatch("[가-힣]", refused.Message.Split(" | ")[1]);
        Assert.Equal(2, refused.ExitCode);
    }

    [Fact]
    public void A_verb_its_options_and_configuration_are_read()
    {
        var line = CommandLine.Parse([
            "bank",
            "--urls",
            "http://127.0.0.1:5099",
            "--data=/tmp/x",
            "--MyPay:Clock=system",
        ]);

        Assert.Equal(("bank", "http://127.0.0.1:5099", "/tmp/x"), (line.Verb, line["urls"], line["data"]));
        Assert.Equal(["--urls=http://127.0.0.1:5099", "--MyPay:Clock=system"], line.HostArgs);
        Assert.True(CommandLine.Parse(["verify", "--json"]).Has("json"));
        Assert.Equal("run", CommandLine.Parse([]).Verb);
    }

    [Theory]
    [InlineData("DataDirctory", "x", "Did you mean DataDirectory?")]
    [InlineData("Bank:Simulator:Enable", "true", "Did you mean Bank:Simulator:Enabled?")]
    [InlineData("Demo", "yes", "write true or false")]
    [InlineData(
        "TrustedProxies",
        "10.0.0.0/8, proxy.example.com",
        "holds 'proxy.example.com'; write addresses or networks"
    )]
    [InlineData("Bank:BaseUrl", "ftp://bank", "write an address")]
    [InlineData("Circuits:PerSession", "0", "1 or more")]
    [InlineData("Clock", "tomorrow", "write 'system' or 'sim:")]
    [InlineData("Clock", "sim:0001-01-01T00:00:00+09:00", "MyPay:Clock is")]
    [InlineData("Clock", "sim:9999-12-31T23:59:59+09:00", "MyPay:Clock is")]
    [InlineData("Settlement:Cron", "every night", "write a Quartz cron")]
    [InlineData("Settlement:Cron", "0 2 * * *", "write a Quartz cron")]
    [InlineData("Settlement:Cron", "0 0 2 * * ? 2020", "write a Quartz cron")]
    [InlineData("Database:Provider", "Oracle", "write Sqlite or PostgreSql")]
    [InlineData("Mail:Server", "smtp.example.com", "Did you mean Mail:User?")]
    [InlineData("Mail:Host", "smtp.example.com", "From is missing")]
    [InlineData("Mail:From", "nobody", "write an address such as")]
    [InlineData("Mail:Port", "smtp", "write a port such as 587")]
    [InlineData("Mail:Security", "1", "write None, StartTls or Tls")]
    [InlineData("Mail:User", "mypay", "belong together")]
    public void A_wrong_setting_is_named_with_the_way_out(string key, string value, string said)
    {
        var refused = Assert.Throws<StartupRefusedException>(() => Read("Development", ($"MyPay:{key}", value)));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulated_clock_starts_where_it_is_told_moves_on_and_never_runs_in_production()
    {
        var clock = Read("Development", ("MyPay:Clock", "sim:2026-11-23T01:59:00+09:00")).Clock;
        var first = clock.GetUtcNow();

        Assert.InRange(
            first,
            new DateTimeOffset(2026, 11, 22, 16, 59, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.Zero)
        );
        Assert.True(SpinWait.SpinUntil(() => clock.GetUtcNow() > first, TimeSpan.FromSeconds(10)));
        Assert.Throws<StartupRefusedException>(() =>
            Read("Production", ("MyPay:Clock", "sim:2026-11-23T01:59:00+09:00"))
        );
    }

    [Theory]
    [InlineData("http://127.0.0.1:6090", "http://127.0.0.1:6090/")]
    [InlineData("http://*:6090;http://localhost:6091", "http://127.0.0.1:6090/")]
    public void The_bank_is_called_where_its_simulator_listens_unless_another_is_named(string urls, string called)
    {
        Assert.Equal(called, Read("Development", ("MyPay:Bank:Simulator:Urls", urls)).BankBaseUrl.ToString());
        Assert.Equal(
            "http://bank.test/",
            Read("Development", ("MyPay:Bank:Simulator:Urls", urls), ("MyPay:Bank:BaseUrl", "http://bank.test"))
                .BankBaseUrl.ToString()
        );
    }

    [Fact]
    public void Production_has_no_demo_and_no_simulator_unless_asked_for_by_name()
    {
        var settings = Read("Production");
        Assert.False(settings.Demo);
        Assert.False(settings.SimulatorEnabled);
        Assert.True(Read("Development").SimulatorEnabled);
    }

    [Fact]
    public void Every_port_of_this_machine_is_a_return_address_in_development_and_never_in_production()
    {
        Assert.True(Read("Development").CheckoutAllowLoopback);
        Assert.False(Read("Production").CheckoutAllowLoopback);
        Assert.False(Read("Production", ("MyPay:Checkout:AllowLoopback", "false")).CheckoutAllowLoopback);
        var refused = Assert.Throws<StartupRefusedException>(() =>
            Read("Production", ("MyPay:Checkout:AllowLoopback", "true"))
        );
        Assert.Contains("MyPay:Checkout:AllowLoopback", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Settings that Production takes, as they stand on a command line; the data directory is not said.</summary>
    internal static string[] FitForProduction { get; } =
    [
        "--MyPay:PublicBaseUrl=https://pay.example",
        "--MyPay:Bank:BaseUrl=https://bank.invalid",
        "--MyPay:Bank:ClientSecret=the-banks-own",
        "--MyPay:Mail:Host=smtp.example",
        "--MyPay:Mail:From=no-reply@pay.example",
        "--MyPay:Sms:Url=https://sms.example/send",
        "--MyPay:Sms:Secret=the-gateways-own",
    ];

    [Fact]
    public void Production_takes_settings_that_are_fit() => Assert.Empty(Against());

    [Theory]
    [InlineData("Demo", "true")]
    [InlineData("Bank:Simulator:Enabled", "true")]
    [InlineData("Bank:BaseUrl", "http://127.0.0.1:5090")]
    [InlineData("Bank:BaseUrl", "https://localhost")]
    [InlineData("Bank:BaseUrl", "https://127.9.8.7")]
    [InlineData("Bank:BaseUrl", "https://[::1]:5090")]
    [InlineData("Bank:BaseUrl", "https://[::ffff:127.0.0.1]")]
    [InlineData("Bank:BaseUrl", "https://0.0.0.0")]
    [InlineData("Bank:BaseUrl", null)]
    [InlineData("Bank:ClientSecret", "mypay-development")]
    [InlineData("Bank:ClientSecret", "")]
    [InlineData("Bank:ClientSecret", null)]
    [InlineData("Webhooks:AllowPrivate", "true")]
    [InlineData("RateLimit:PerKeyPerSecond", "0")]
    [InlineData("PublicBaseUrl", null)]
    [InlineData("PublicBaseUrl", "http://pay.example")]
    [InlineData("Mail:Host", null)]
    [InlineData("Sms:Url", null)]
    public void Production_names_the_one_setting_that_it_does_not_take(string key, string? value)
    {
        var reason = Assert.Single(Against((key, value)));
        Assert.Equal($"MyPay:{key}", reason.Setting);
        Assert.Matches("[가-힣]", reason.Korean);
        Assert.DoesNotMatch("[가-힣]", reason.English);
    }

    [Fact]
    public void Folders_in_place_of_servers_carry_letters_and_text_messages()
    {
        Assert.Empty(
            Against(
                ("Mail:Host", null),
                ("Mail:PickupDirectory", "/srv/mail"),
                ("Sms:Url", null),
                ("Sms:PickupDirectory", "/srv/sms")
            )
        );
        Assert.Empty(Against(("RateLimit:PerKeyPerSecond", "1")));
    }

    [Fact]
    public void Production_says_everything_at_once_also_beside_a_test_clock()
    {
        var refused = Assert.Throws<StartupRefusedException>(() =>
            Read(
                "Production",
                ("MyPay:Clock", "sim:2026-11-23T01:59:00+09:00"),
                ("MyPay:Checkout:AllowLoopback", "true"),
                ("MyPay:Demo", "true")
            )
        );
        Assert.Equal(78, refused.ExitCode);
        foreach (
            var setting in new[]
            {
                "Clock",
                "Checkout:AllowLoopback",
                "Demo",
                "Bank:BaseUrl",
                "Bank:ClientSecret",
                "PublicBaseUrl",
                "Mail:Host",
                "Sms:Url",
            }
        )
            Assert.All(
                refused.Message.Split(" | "),
                half => Assert.Contains($"  MyPay:{setting}: ", half, StringComparison.Ordinal)
            );
    }

    [Theory]
    [InlineData("700", false)]
    [InlineData("740", true)]
    [InlineData("710", true)]
    [InlineData("704", true)]
    [InlineData("755", true)]
    public void A_folder_that_others_can_read_holds_no_store_of_production(string mode, bool isRefused)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Directory.CreateTempSubdirectory("mypay-mode-").FullName;
        File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.Equal(
            isRefused ? ["MyPay:DataDirectory"] : [],
            Against(("DataDirectory", directory)).Select(reason => reason.Setting)
        );
        Directory.Delete(directory);
    }

    [Fact]
    public void Two_apps_never_share_one_store()
    {
        var directory = Directory.CreateTempSubdirectory("mypay-lock-").FullName;
        using (InstanceLock.Take(directory))
            Assert.Contains(
                "Another MyPay is running",
                Assert.Throws<StartupRefusedException>(() => InstanceLock.Take(directory)).Message,
                StringComparison.Ordinal
            );
        InstanceLock.Take(directory).Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void Mail_leaves_by_a_server_or_a_folder_and_never_with_a_password_in_the_clear()
    {
        Assert.EndsWith("mail", Read("Development").Mail.PickupDirectory, StringComparison.Ordinal);
        Assert.Equal((null, null), (Read("Production").Mail.Host, Read("Production").Mail.PickupDirectory));

        (string, string)[] server =
        [
            ("MyPay:Mail:Host", "smtp.example.com"),
            ("MyPay:Mail:From", "MyPay <no-reply@example.com>"),
        ];
        var mail = Read("Development", server).Mail;
        Assert.Equal((587, MailSecurity.StartTls, null), (mail.Port, mail.Security, mail.PickupDirectory));
        Assert.Equal(MailSecurity.Tls, Read("Development", [.. server, ("MyPay:Mail:Port", "465")]).Mail.Security);
        Assert.Contains(
            "choose one way",
            Refused([.. server, ("MyPay:Mail:PickupDirectory", "mail")]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in the clear",
            Refused([
                .. server,
                ("MyPay:Mail:Security", "None"),
                ("MyPay:Mail:User", "u"),
                ("MyPay:Mail:Password", "p"),
            ]),
            StringComparison.Ordinal
        );

        static string Refused(params (string, string)[] values) =>
            Assert.Throws<StartupRefusedException>(() => Read("Development", values)).Message;
    }

    // What stands against a start with the settings that are fit, changed in these; null takes one out.
    private static IReadOnlyList<ProductionStart.Reason> Against(params (string Key, string? Value)[] changes)
    {
        var values = FitForProduction.ToDictionary(
            said => said[2..said.IndexOf('=', StringComparison.Ordinal)],
            said => said[(said.IndexOf('=', StringComparison.Ordinal) + 1)..]
        );
        foreach (var (key, value) in changes)
            if (value is null)
                values.Remove($"MyPay:{key}");
            else
                values[$"MyPay:{key}"] = value;
        if (!values.ContainsKey("MyPay:DataDirectory"))
            values["MyPay:DataDirectory"] = Path.Combine(Path.GetTempPath(), "mypay-nowhere");
        return ProductionStart.Against(Read("Production", [.. values.Select(value => (value.Key, value.Value))]));
    }

    private static MyPaySettings Read(string environment, params (string Key, string Value)[] values) =>
        MyPaySettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value))
                .Build(),
            new AnEnvironment { EnvironmentName = environment }
        );

    private sealed class AnEnvironment : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = "MyPay";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
