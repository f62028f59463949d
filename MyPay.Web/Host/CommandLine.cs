namespace MyPay.Web.Host;

/// <summary>
/// A start that can't go on, in both languages; exit code 2 for what was typed or configured, 78 for what Production does not take, 1
/// for what went wrong.
/// </summary>
internal sealed class StartupRefusedException(string korean, string english, int exitCode = 2)
    : Exception($"{korean} | {english}")
{
    public int ExitCode => exitCode;
}

/// <summary>
/// What was typed after <c>dotnet run --project MyPay.Web --</c>: a verb, its own options and files, and configuration
/// as <c>--MyPay:X:Y=value</c>.
/// </summary>
internal sealed class CommandLine
{
    public const string Run = "run";
    public const string Bank = "bank";
    public const string Verify = "verify";
    public const string Backup = "backup";
    public const string Restore = "restore";
    public const string Demo = "demo";
    public const string Promote = "promote";
    public const string Staff = "staff";
    public const string Check = "check";
    public const string Keys = "keys";

    private static readonly Dictionary<string, string[]> OptionsOfVerb = new(StringComparer.Ordinal)
    {
        [Run] = [],
        [Bank] = ["data"],
        [Verify] = ["json", "anchor"],
        [Backup] = [],
        [Restore] = ["force"],
        [Demo] = ["members", "franchises", "out"],
        [Promote] = ["to"],
        [Staff] = ["email", "name", "role"],
        [Check] = [],
        [Keys] = ["out"],
    };

    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "json", "force" };

    // Verbs that take one file, named without an option.
    private static readonly HashSet<string> FileVerbs = new(StringComparer.Ordinal) { Backup, Restore };

    // Verbs whose first word says what to do.
    private static readonly HashSet<string> ActVerbs = new(StringComparer.Ordinal) { Staff, Keys };

    // What the host itself understands.
    private static readonly string[] HostOptions = ["urls", "environment", "contentRoot", "applicationName"];
    private static readonly string[] HostSections = ["MyPay:", "Logging:", "Kestrel:"];

    private readonly Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);

    // Options that may be said several times.
    private readonly List<(string Option, string Value)> said = [];

    private CommandLine(string verb) => Verb = verb;

    public string Verb { get; }

    /// <summary>Configuration from the command line, as the host takes it.</summary>
    public string[] HostArgs { get; private set; } = [];

    /// <summary>The file of a verb that takes one, as a full path.</summary>
    public string File { get; private set; } = "";

    /// <summary>What <c>staff</c> or <c>keys</c> is to do: its first word.</summary>
    public string Act { get; private set; } = "";

    public string? this[string option] => options.GetValueOrDefault(option);

    /// <summary>Every value of an option that may be said several times, in the order in which they were.</summary>
    public IReadOnlyList<string> All(string option) =>
        [.. said.Where(one => one.Option.Equals(option, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value)];

    public bool Has(string flag) => options.ContainsKey(flag);

    public static CommandLine Parse(string[] args)
    {
        var words = args.ToList();
        var verb = words.Count > 0 && !words[0].StartsWith('-') ? words[0] : Run;
        if (!OptionsOfVerb.TryGetValue(verb, out var own))
        {
            var commands = string.Join(", ", OptionsOfVerb.Keys.Where(v => v != Run));
            throw new StartupRefusedException(
                $"'{verb}'은(는) 마이 페이의 명령이 아니에요. 명령: (없음) 실행, {commands}.",
                $"'{verb}' is not a MyPay command. Commands: (none) to run the product, {commands}."
            );
        }

        if (words.Count > 0 && words[0] == verb)
            words.RemoveAt(0);

        var line = new CommandLine(verb);
        var host = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (FileVerbs.Contains(verb) && line.File.Length == 0 && word.Length > 0 && !word.StartsWith('-'))
            {
                line.File = FullPath(word);
                continue;
            }

            if (ActVerbs.Contains(verb) && line.Act.Length == 0 && word.Length > 0 && !word.StartsWith('-'))
            {
                line.Act = word;
                continue;
            }

            if (!word.StartsWith("--", StringComparison.Ordinal))
                throw new StartupRefusedException(
                    $"'{verb}' 명령은 '{word}'을(를) 몰라요.",
                    $"'{word}' means nothing to '{verb}'."
                );
            var (name, value) = word[2..].Split('=', 2) is [var n, var v] ? (n, v) : (word[2..], null);

            var isOwn = own.Contains(name, StringComparer.OrdinalIgnoreCase);
            var isHost =
                HostOptions.Contains(name, StringComparer.OrdinalIgnoreCase)
                || HostSections.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase));
            if (!isOwn && !isHost)
            {
                var known = string.Join(
                    ", ",
                    own.Select(o => $"--{o}").Append("--urls").Append("--MyPay:Section:Key=value")
                );
                throw new StartupRefusedException(
                    $"'{verb}' 명령에는 '--{name}' 옵션이 없어요. 옵션: {known}.",
                    $"'--{name}' is not an option of '{verb}'. Options: {known}."
                );
            }

            if (value is null && !(isOwn && Flags.Contains(name)))
                value =
                    i + 1 < words.Count
                        ? words[++i]
                        : throw new StartupRefusedException(
                            $"'--{name}'에는 값이 있어야 해요.",
                            $"'--{name}' needs a value."
                        );
            if (isOwn)
            {
                line.options[name] = value ?? "true";
                line.said.Add((name, value ?? "true"));
            }
            else
            {
                host.Add($"--{name}={value}");
                line.options[name] = value!;
            }
        }

        if (FileVerbs.Contains(verb) && line.File.Length == 0)
            throw new StartupRefusedException(
                $"'{verb}' 명령에는 파일이 있어야 해요: {verb} FILE.",
                $"'{verb}' needs a file: {verb} FILE."
            );
        line.HostArgs = [.. host];
        return line;
    }

    /// <summary>
    /// <c>dotnet run --project MyPay.Web</c> starts the app inside MyPay.Web; whoever typed it stands in the
    /// repository's root, and means a file there.
    /// </summary>
    public static string FullPath(string file)
    {
        var here = Environment.CurrentDirectory;
        var typedIn =
            System.IO.File.Exists(Path.Combine(here, "MyPay.Web.csproj")) && Path.GetDirectoryName(here) is { } root
                ? root
                : here;
        return Path.GetFullPath(file, typedIn);
    }
}
