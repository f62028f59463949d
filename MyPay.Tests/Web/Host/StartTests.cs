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
