using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace MyPay.Tests.House;

/// <summary>
/// What the documents name is there: files, folders, headings, test classes, and the arrows between modules.
/// </summary>
[Trait("Lane", "Fast")]
public sealed partial class DocumentsTests
{
    private const int Recipes = 10;

    private static readonly string[] Documents =
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        .. Directory
            .GetFiles(Path.Combine(Sources.Root(), "docs"), "*.md")
            .Select(file => "docs/" + Path.GetFileName(file))
            .Order(),
    ];

    // Files of the framework.
    private static readonly string[] Elsewhere = ["blazor.web.js"];

    // Drawn apart from the arrows: every module stands on them.
    private static readonly string[] Ground = ["Kernel", "Ledger", "Platform"];

    // What is no source: builds, and what a product or a test run leaves.
    private static readonly string[] Left = [".git", "bin", "obj", "data", "TestResults", "artifacts"];

    private static readonly Lazy<HashSet<string>> Repository = new(() =>
        [
            .. EntriesOf(new(Sources.Root()))
                .Select(entry => Path.GetRelativePath(Sources.Root(), entry).Replace('\\', '/')),
        ]
    );

    public static TheoryData<string> All => [.. Documents];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_path_in_a_document_is_there(string document)
    {
        var missing = WordsIn(document)
            .Where(word => IsPath(word) && !Elsewhere.Contains(word) && !IsThere(word))
            .ToList();
        Assert.True(missing.Count == 0, $"{document} names what is not there: {string.Join(", ", missing)}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_link_between_documents_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(document)!.Replace('\\', '/');
        var links = Link()
            .Matches(Read(document))
            .Select(link => link.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal));
        Assert.DoesNotContain(links, IsDead);

        bool IsDead(string link)
        {
            var (file, heading) = link.Split('#') is [var path, var name] ? (path, name) : (link, null);
            var target =
                file.Length == 0
                    ? document
                    : Path.GetRelativePath(Sources.Root(), Path.GetFullPath(Path.Combine(Sources.Root(), folder, file)))
                        .Replace('\\', '/');
            return !Repository.Value.Contains(target) || (heading is not null && !HeadingsOf(target).Contains(heading));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_test_that_a_document_names_is_there(string document) =>
        Assert.DoesNotContain(WordsIn(document), word => TestName().IsMatch(word) && !IsTest(word));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_test_of_a_class_that_a_document_names_is_there(string document)
    {
        var missing = WordsIn(document)
            .Select(word => MethodName().Match(word))
            .Where(name => name.Success && !IsMethod(name.Groups[1].Value, name.Groups[2].Value))
            .Select(name => name.Value)
            .ToList();
        Assert.True(missing.Count == 0, $"{document} names tests that are not there: {string.Join(", ", missing)}");
    }

    /// <summary>Requirements of levels 1 and 2 of ASVS 5.0: none is left out, and what is met says by what.</summary>
    [Fact]
    public void Every_requirement_of_the_standard_has_its_row()
    {
        var rows = Requirement().Matches(Read("docs/security.md"));
        Assert.Equal(70, rows.Count(row => row.Groups["level"].Value == "1"));
        Assert.Equal(183, rows.Count(row => row.Groups["level"].Value == "2"));
        Assert.Equal(rows.Count, rows.DistinctBy(row => row.Groups["number"].Value).Count());
        Assert.All(rows, row => Assert.NotEmpty(row.Groups["why"].Value.Trim()));
    }

    [Fact]
    public void Every_recipe_names_files_and_a_test()
    {
        var recipes = Recipe().Split(Read("CONTRIBUTING.md")).Skip(1).ToList();
        Assert.Equal(Recipes, recipes.Count);
        Assert.All(
            recipes,
            recipe =>
            {
                var words = InlineCode().Matches(recipe).Select(word => word.Groups[1].Value).ToList();
                Assert.Contains(words, IsTest);
                Assert.Contains(words, word => IsPath(word) && IsThere(word));
            }
        );
    }

    [Fact]
    public void The_drawing_of_the_modules_has_the_arrows_of_the_projects()
    {
        var drawing = Drawing().Match(Read("docs/architecture.md")).Groups[1].Value;
        var drawn = Arrow()
            .Matches(drawing)
            .SelectMany(arrow =>
                arrow
                    .Groups[2]
                    .Value.Split('&', StringSplitOptions.TrimEntries)
                    .Select(to => $"{arrow.Groups[1].Value} --> {to}")
            );
        Assert.Equal(ArrowsOfProjects().Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MyPay.Domain/Money/Nowhere.cs", true)]
    [InlineData("build/nothing", true)]
    [InlineData("Nowhere.razor", true)]
    [InlineData("TopUp/Nowhere.cs", true)]
    [InlineData("/wallet/charge", false)]
    [InlineData("payment.approved", false)]
    [InlineData("dotnet test", false)]
    public void What_looks_like_a_path_is_looked_for(string word, bool isPath)
    {
        Assert.Equal(isPath, IsPath(word));
        Assert.False(IsThere(word));
    }

    private static IEnumerable<string> ArrowsOfProjects() =>
        from project in Directory.GetFiles(
            Path.Combine(Sources.Root(), "MyPay.Domain"),
            "*.csproj",
            SearchOption.AllDirectories
        )
        let module = Path.GetFileNameWithoutExtension(project)["MyPay.".Length..]
        where
            module != "Domain"
            && !module.StartsWith("Migrations.", StringComparison.Ordinal)
            && !Ground.Contains(module)
        from reference in XDocument.Load(project).Descendants("ProjectReference")
        let other = ((string)reference.Attribute("Include")!).Split('\\', '/')[^1]["MyPay.".Length..^".csproj".Length]
        where !Ground.Contains(other)
        select $"{module} --> {other}";

    /// <summary>What stands in back-ticks; of a command its first word.</summary>
    private static IEnumerable<string> WordsIn(string document) =>
        InlineCode()
            .Matches(Fence().Replace(Read(document), ""))
            .Select(word => word.Groups[1].Value.Split(' ')[0])
            .Distinct(StringComparer.Ordinal);

    /// <summary>Begins with a folder of the repository, or ends as its sources do.</summary>
    private static bool IsPath(string word) =>
        PathForm().IsMatch(word)
        && (
            SourceEnd().IsMatch(word)
            || (word.Contains('/', StringComparison.Ordinal) && Repository.Value.Contains(word.Split('/')[0]))
        );

    /// <summary>From the root, or by the end of its path; a star stands for any name.</summary>
    private static bool IsThere(string path)
    {
        var form = new Regex(
            "(^|/)" + Regex.Escape(path.TrimEnd('/')).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$"
        );
        return Repository.Value.Any(form.IsMatch);
    }

    private static bool IsTest(string word) =>
        typeof(DocumentsTests).Assembly.GetTypes().Any(type => type.Name == word && TestName().IsMatch(word));

    private static bool IsMethod(string type, string method) =>
        typeof(DocumentsTests)
            .Assembly.GetTypes()
            .Any(found => found.Name == type && found.GetMethods().Any(one => one.Name == method));

    private static IEnumerable<string> HeadingsOf(string document) =>
        Heading()
            .Matches(Fence().Replace(Read(document), ""))
            .Select(heading =>
                Unheard().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')
            );

    private static IEnumerable<string> EntriesOf(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => !Left.Contains(entry.Name)))
        {
            yield return entry.FullName;
            if (entry is not DirectoryInfo inner)
                continue;
            foreach (var name in EntriesOf(inner))
                yield return name;
        }
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(Sources.Root(), document));

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^[\w.*][\w./*-]*$")]
    private static partial Regex PathForm();

    [GeneratedRegex(@"\.(cs|razor|md|css|js|csproj|props|targets|sln|patch)$")]
    private static partial Regex SourceEnd();

    [GeneratedRegex(@"^\w+(Tests|Journeys)$")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^(\w+(?:Tests|Journeys))\.(\w+)$")]
    private static partial Regex MethodName();

    [GeneratedRegex(
        @"^\| (?<number>\d+\.\d+\.\d+) \| (?<level>\d) \| [^|]+ \| (met|\*\*not met\*\*|not applicable) \|(?<why>[^|]+)\|$",
        RegexOptions.Multiline
    )]
    private static partial Regex Requirement();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Unheard();

    [GeneratedRegex(@"^### \d+\. .*$", RegexOptions.Multiline)]
    private static partial Regex Recipe();

    [GeneratedRegex("## Modules.*?```mermaid(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex(@"^ *(\w+) --> ([\w& ]+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();
}
