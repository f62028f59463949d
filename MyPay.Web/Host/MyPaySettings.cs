using System.Globalization;
using System.Net;
using MyPay.Domain.Banking;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using Quartz;

namespace MyPay.Web.Host;

/// <summary>
/// The configuration under <c>MyPay</c>, read once and checked whole: an unknown key or a value that can't be read
/// stops the start.
/// </summary>
internal sealed class MyPaySettings
{
    public required string DataDirectory { get; init; }

    /// <summary>
    /// The connection string of the PostgreSQL database; null: the store is the SQLite file in the data directory.
    /// </summary>
    public required string? PostgreSql { get; init; }

    public StorageOptions Storage =>
        new(DataDirectory)
        {
            PostgreSql = PostgreSql,
            KeyFileElsewhere = KeyFile,
            KeyCommand = KeyCommand,
        };

    /// <summary>The master key's file, outside the data directory; null: the usual one in it, or a command.</summary>
    public required string? KeyFile { get; init; }

    /// <summary>The command that prints the master key; null: it is in a file.</summary>
    public required KeyCommand? KeyCommand { get; init; }

    public required bool Demo { get; init; }

    public required Uri BankBaseUrl { get; init; }

    public required bool SimulatorEnabled { get; init; }

    public required string SimulatorUrls { get; init; }

    public required bool WebhooksAllowPrivate { get; init; }

    /// <summary>
    /// Any port of localhost and 127.0.0.1 is a registered return address for every key; for test keys it always is.
    /// </summary>
    public required bool CheckoutAllowLoopback { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>When a sales day is closed: a Quartz cron of Asia/Seoul.</summary>
    public required string SettlementCron { get; init; }

    public string? PublicBaseUrl { get; init; }

    /// <summary>People open MyPay by https: TLS ends here or at a proxy before it.</summary>
    public bool IsPublicByTls => PublicBaseUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// What a cookie is called: behind TLS with the prefix that makes browsers keep it to this very host, Secure and for
    /// all paths (<c>__Host-</c>, RFC 6265bis 4.1.3).
    /// </summary>
    public string CookieName(string plain) => IsPublicByTls ? "__Host-" + plain : plain;

    /// <summary>Pages that one session may have open.</summary>
    public required int CircuitsPerSession { get; init; }

    /// <summary>Pages that one address may have open.</summary>
    public required int CircuitsPerAddress { get; init; }

    /// <summary>
    /// The back office opens for who has signed in with a second step or a passkey; always in Production.
    /// </summary>
    public required bool StaffNeedSecondStep { get; init; }

    /// <summary>The bank is asked for tokens with the secret that stands in this source.</summary>
    public required bool BankSecretIsDefault { get; init; }

    /// <summary>From whom <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary>How letters leave the house.</summary>
    public required MailSettings Mail { get; init; }

    /// <summary>How text messages leave the house.</summary>
    public required SmsSettings Sms { get; init; }

    /// <summary>Calls a second of one API key; 0: no limit.</summary>
    public required int RateLimitPerKeyPerSecond { get; init; }

    // Every key of contracts/operate.md and of Banking's dials; a key that is not here is a slip of the pen.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "DataDirectory",
        "Database:Provider",
        "Database:ConnectionString",
        "Demo",
        "PublicBaseUrl",
        "TrustedProxies",
        "Bank:BaseUrl",
        "Bank:Simulator:Enabled",
        "Bank:Simulator:Urls",
        "Bank:ClientId",
        "Bank:ClientSecret",
        "Bank:OrganisationCode",
        "Bank:CorporateBank",
        "Bank:CorporateNumber",
        "Bank:CorporateKey",
        "Bank:CallTimeLimit",
        "Bank:CallsAtOnce",
        "Settlement:Cron",
        "Webhooks:AllowPrivate",
        "Checkout:AllowLoopback",
        "RateLimit:PerKeyPerSecond",
        "Clock",
        "Mail:Host",
        "Mail:Port",
        "Mail:Security",
        "Mail:User",
        "Mail:Password",
        "Mail:From",
        "Mail:PickupDirectory",
        "Circuits:PerSession",
        "Circuits:PerAddress",
        "Staff:SecondStep",
        "Sms:Url",
        "Sms:Secret",
        "Sms:PickupDirectory",
        "Secrets:KeyFile",
        "Secrets:KeyCommand",
    };

    public static MyPaySettings Read(
        IConfiguration configuration,
        IHostEnvironment environment,
        TimeProvider? clock = null
    )
    {
        var section = configuration.GetSection("MyPay");
        foreach (var (path, value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is not null && path.Length > 0 && !Known.Contains(path))
            {
                var nearest = NearWords.Nearest(path, Known, most: int.MaxValue);
                throw new StartupRefusedException(
                    $"MyPay:{path}은(는) 마이 페이의 설정이 아니에요. {nearest}인가요?",
                    $"MyPay:{path} is not a setting of MyPay. Did you mean {nearest}?"
                );
            }
        }

        clock ??= ReadClock(section["Clock"]);
        var development = environment.IsDevelopment();
        var simulatorUrls = section["Bank:Simulator:Urls"];
        var baseUrl = Url(
            section,
            "Bank:BaseUrl",
            simulatorUrls is null ? "http://127.0.0.1:5090" : AddressOf(simulatorUrls)
        );
        var dataDirectory = Path.GetFullPath(section["DataDirectory"] ?? DefaultDataDirectory(environment));
        var settings = new MyPaySettings
        {
            PostgreSql = ReadPostgres(section["Database:Provider"], section["Database:ConnectionString"]),
            DataDirectory = dataDirectory,
            KeyFile = section.Text("Secrets:KeyFile") is { } keyFile ? Path.GetFullPath(keyFile) : null,
            KeyCommand = section.Text("Secrets:KeyCommand") is { } command ? new KeyCommand(command) : null,
            Demo = Flag(section, "Demo", development),
            BankBaseUrl = baseUrl,
            SimulatorEnabled = Flag(section, "Bank:Simulator:Enabled", development),
            SimulatorUrls = simulatorUrls ?? baseUrl.GetLeftPart(UriPartial.Authority),
            PublicBaseUrl = section["PublicBaseUrl"] is null
                ? null
                : Url(section, "PublicBaseUrl", "").ToString().TrimEnd('/'),
            TrustedProxies = Networks(section, "TrustedProxies", "127.0.0.0/8,::1"),
            RateLimitPerKeyPerSecond = Number(section, "RateLimit:PerKeyPerSecond", 100),
            WebhooksAllowPrivate = Flag(section, "Webhooks:AllowPrivate", development),
            CheckoutAllowLoopback = Flag(section, "Checkout:AllowLoopback", development),
            CircuitsPerSession = AtLeastOne(section, "Circuits:PerSession", 20),
            CircuitsPerAddress = AtLeastOne(section, "Circuits:PerAddress", 200),
            StaffNeedSecondStep = environment.IsProduction() || Flag(section, "Staff:SecondStep", false),
            BankSecretIsDefault =
                section["Bank:ClientSecret"] is not { Length: > 0 } secret
                || secret == new BankingOptions().ClientSecret,
            SettlementCron = Cron(section, "Settlement:Cron", Jobs.Crons.SettlementClose, clock),
            Mail = MailSettings.Read(
                section.GetSection("Mail"),
                development ? Path.Combine(dataDirectory, "mail") : null
            ),
            Sms = SmsSettings.Read(section.GetSection("Sms"), development ? Path.Combine(dataDirectory, "sms") : null),
            Clock = clock,
        };

        if (settings is { KeyFile: not null, KeyCommand: not null })
            throw new StartupRefusedException(
                "MyPay:Secrets:KeyFile과 MyPay:Secrets:KeyCommand 가운데 하나만 적어 주세요.",
                "Write MyPay:Secrets:KeyFile or MyPay:Secrets:KeyCommand, not both."
            );

        // No command runs with these in Production; what only a start needs is asked by the start.
        if (environment.IsProduction() && (settings.Clock is SimulatedClock || settings.CheckoutAllowLoopback))
            ProductionStart.Heed(settings);
        return settings;
    }

    /// <summary><c>./data</c> beside the solution in Development; under the content root otherwise.</summary>
    private static string DefaultDataDirectory(IHostEnvironment environment)
    {
        if (environment.IsDevelopment())
        {
            for (
                var folder = new DirectoryInfo(environment.ContentRootPath);
                folder is not null;
                folder = folder.Parent
            )
                if (File.Exists(Path.Combine(folder.FullName, "MyPay.sln")))
                    return Path.Combine(folder.FullName, "data");
        }

        return Path.Combine(environment.ContentRootPath, "data");
    }

    private static string? ReadPostgres(string? provider, string? connectionString)
    {
        if (provider is null || provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            return string.IsNullOrEmpty(connectionString)
                ? null
                : throw new StartupRefusedException(
                    "MyPay:Database:ConnectionString이 있는데 MyPay:Database:Provider는 Sqlite예요. 공급자를 PostgreSql로 "
                        + "바꾸거나 연결 문자열을 지워 주세요.",
                    "MyPay:Database:ConnectionString is set, but MyPay:Database:Provider is Sqlite, which "
                        + "needs none. Set the provider to PostgreSql, or take the connection string away."
                );
        }

        if (!provider.Equals("PostgreSql", StringComparison.OrdinalIgnoreCase))
            throw new StartupRefusedException(
                $"MyPay:Database:Provider가 '{provider}'예요. Sqlite나 PostgreSql로 적어 주세요.",
                $"MyPay:Database:Provider is '{provider}'; write Sqlite or PostgreSql."
            );
        if (string.IsNullOrWhiteSpace(connectionString))
            throw new StartupRefusedException(
                "MyPay:Database:Provider가 PostgreSql인데 MyPay:Database:ConnectionString이 없어요. "
                    + "Host=db;Port=5432;Database=mypay;Username=mypay;Password=…처럼 적어 주세요.",
                "MyPay:Database:Provider is PostgreSql, but MyPay:Database:ConnectionString is missing. Write "
                    + "it as Host=db;Port=5432;Database=mypay;Username=mypay;Password=…."
            );
        try
        {
            StorageModule.CheckConnectionString(connectionString);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new StartupRefusedException(
                "MyPay:Database:ConnectionString을 읽지 못했어요. "
                    + "Host=db;Port=5432;Database=mypay;Username=mypay;Password=…처럼 적어 주세요.",
                unreadable.Message
            );
        }

        return connectionString;
    }

    private static TimeProvider ReadClock(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Equals("system", StringComparison.OrdinalIgnoreCase))
            return TimeProvider.System;
        if (
            !text.StartsWith("sim:", StringComparison.OrdinalIgnoreCase)
            || !DateTimeOffset.TryParse(
                text.AsSpan(4),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var start
            )
            || !TypedDate.IsMeant(DateOnly.FromDateTime(start.UtcDateTime))
        )
            throw new StartupRefusedException(
                $"MyPay:Clock이 '{text}'예요. 'system'이나 'sim:2026-11-23T01:59:00+09:00'처럼 적어 주세요.",
                $"MyPay:Clock is '{text}'; write 'system' or 'sim:2026-11-23T01:59:00+09:00'."
            );
        return new SimulatedClock(start);
    }

    private static bool Flag(IConfigurationSection section, string key, bool otherwise) =>
        section[key] is not { } text ? otherwise
        : bool.TryParse(text, out var value) ? value
        : throw new StartupRefusedException(
            $"MyPay:{key}이(가) '{text}'예요. true나 false로 적어 주세요.",
            $"MyPay:{key} is '{text}'; write true or false."
        );

    private static int Number(IConfigurationSection section, string key, int otherwise) =>
        section[key] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw new StartupRefusedException(
            $"MyPay:{key}이(가) '{text}'예요. 0 이상의 정수로 적어 주세요.",
            $"MyPay:{key} is '{text}'; write a whole number, 0 or more."
        );

    private static int AtLeastOne(IConfigurationSection section, string key, int otherwise) =>
        Number(section, key, otherwise) is > 0 and var number
            ? number
            : throw new StartupRefusedException(
                $"MyPay:{key}이(가) 0이에요. 1 이상의 정수로 적어 주세요.",
                $"MyPay:{key} is 0; write a whole number, 1 or more."
            );

    /// <summary>Addresses and networks, separated by commas; nothing: nobody.</summary>
    private static List<IPNetwork> Networks(IConfigurationSection section, string key, string otherwise)
    {
        var networks = new List<IPNetwork>();
        foreach (
            var part in (section[key] ?? otherwise).Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            if (IPAddress.TryParse(part, out var alone))
                networks.Add(new(alone, alone.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else
                throw new StartupRefusedException(
                    $"MyPay:{key}에 '{part}'이(가) 있어요. 10.0.0.5나 10.0.0.0/24처럼 쉼표로 나누어 적어 주세요.",
                    $"MyPay:{key} holds '{part}'; write addresses or networks such as 10.0.0.5 or 10.0.0.0/24, "
                        + "separated by commas."
                );
        }

        return networks;
    }

    private static string Cron(IConfigurationSection section, string key, string otherwise, TimeProvider clock) =>
        section[key] is not { } text ? otherwise
        : CronExpression.TryParse(text, out var cron) && cron.GetNextValidTimeAfter(clock.GetUtcNow()) is not null
            ? text
        : throw new StartupRefusedException(
            $"MyPay:{key}이(가) '{text}'예요. 초부터 여섯이나 일곱 칸인 Quartz cron으로 적어 주세요. 서울 02:00은 '{otherwise}'예요.",
            $"MyPay:{key} is '{text}'; write a Quartz cron with six or seven fields (seconds first), such as "
                + $"'{otherwise}' for 02:00 in Seoul."
        );

    private static Uri Url(IConfigurationSection section, string key, string otherwise) =>
        Uri.TryCreate(section[key] ?? otherwise, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new StartupRefusedException(
                $"MyPay:{key}이(가) '{section[key]}'예요. http://127.0.0.1:5090처럼 주소로 적어 주세요.",
                $"MyPay:{key} is '{section[key]}'; write an address such as http://127.0.0.1:5090."
            );

    /// <summary>Where a server that listens on these addresses is reached from the same machine.</summary>
    private static string AddressOf(string urls) =>
        urls.Split(';')[0]
            .Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://+", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal);
}

/// <summary>A clock that starts at a given instant and moves on with the real one.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan ahead = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
