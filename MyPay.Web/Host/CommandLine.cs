namespace MyPay.Web.Host;

/// <summary>A start that can't go on, in words; exit code 2 for what was typed or configured, 1 for what went wrong.</summary>
internal sealed class StartupRefusedException(string message, int exitCode = 2) : Exception(message)
{
    public int ExitCode => exitCode;
}

/// <summary>
/// What was typed after <c>dotnet run --project MyPay.Web --</c>: a verb, its own options and files, and configuration as <c>--MyPay:X:Y=value</c>.
/// </summary>
internal sealed class CommandLine
{
    public const string Run = "run";
    public const string Bank = "bank";
    public const string Verify = "verify";

    private static readonly Dictionary<string, string[]> OptionsOfVerb = new(StringComparer.Ordinal)
    {
        [Run] = [],
        [Bank] = ["data"],
        [Verify] = ["json"],
    };

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "json" };

    // What the host itself understands.
    private static readonly string[] HostOptions = ["urls", "environment", "contentRoot", "applicationName"];
    private static readonly string[] HostSections = ["MyPay:", "Logging:", "Kestrel:"];

    private readonly Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);

    private CommandLine(string verb) => Verb = verb;

    public string Verb { get; }

    /// <summary>Configuration from the command line, as the host takes it.</summary>
    public string[] HostArgs { get; private set; } = [];

    public string? this[string option] => options.GetValueOrDefault(option);

    public bool Has(string flag) => options.ContainsKey(flag);

    public static CommandLine Parse(string[] args)
    {
        var words = args.ToList();
        var verb = words.Count > 0 && !words[0].StartsWith('-') ? words[0] : Run;
        if (!OptionsOfVerb.TryGetValue(verb, out var own))
            throw new StartupRefusedException($"'{verb}' is not a MyPay command. Commands: (none) to run the product, {string.Join(", ", OptionsOfVerb.Keys.Where(v => v != Run))}.");
        if (words.Count > 0 && words[0] == verb) words.RemoveAt(0);

        var line = new CommandLine(verb);
        var host = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!word.StartsWith("--", StringComparison.Ordinal)) throw new StartupRefusedException($"'{word}' means nothing to '{verb}'.");
            var (name, value) = word[2..].Split('=', 2) is [var n, var v] ? (n, v) : (word[2..], null);

            var isOwn = own.Contains(name, StringComparer.OrdinalIgnoreCase);
            var isHost = HostOptions.Contains(name, StringComparer.OrdinalIgnoreCase) || HostSections.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase));
            if (!isOwn && !isHost)
            {
                var known = own.Select(o => $"--{o}").Append("--urls").Append("--MyPay:Section:Key=value");
                throw new StartupRefusedException($"'--{name}' is not an option of '{verb}'. Options: {string.Join(", ", known)}.");
            }

            if (value is null && !(isOwn && Flags.Contains(name)))
                value = i + 1 < words.Count ? words[++i] : throw new StartupRefusedException($"'--{name}' needs a value.");
            if (isOwn) line.options[name] = value ?? "true";
            else
            {
                host.Add($"--{name}={value}");
                line.options[name] = value!;
            }
        }

        line.HostArgs = [.. host];
        return line;
    }
}
