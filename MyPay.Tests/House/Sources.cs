using System.Runtime.CompilerServices;

namespace MyPay.Tests.House;

/// <summary>The sources beside these tests.</summary>
internal static class Sources
{
    public static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    /// <summary>Files under a folder of the root, without what builds leave and migrations.</summary>
    public static IEnumerable<(string Path, string Text)> Under(string folder, string pattern = "*.cs") =>
        Directory
            .EnumerateFiles(Path.Combine(Root(), folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("/obj/", StringComparison.Ordinal)
                && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/Migrations/", StringComparison.Ordinal)
            )
            .Select(file => (Path.GetRelativePath(Root(), file), File.ReadAllText(file)));
}
