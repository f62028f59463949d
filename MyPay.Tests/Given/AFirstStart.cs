using System.Collections.Concurrent;

namespace MyPay.Tests.Given;

/// <summary>
/// What the product's first start leaves in its folder (store, keys, the simulated bank's journal), made once and
/// copied for each test: later starts find everything there. It was made some minutes before
/// <see cref="AProduct.Noon"/>, so that nothing in it is later than what a test does.
/// </summary>
internal sealed class AFirstStart
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<bool, Lazy<Task<AFirstStart>>> Made = new();

    private readonly string directory;

    private AFirstStart(string directory, string? demoLiveKey) =>
        (this.directory, DemoLiveKey) = (directory, demoLiveKey);

    /// <summary>The demo shop's key for real payments; null without demo data.</summary>
    public string? DemoLiveKey { get; }

    public static Task<AFirstStart> OfAsync(bool demo) => Made.GetOrAdd(demo, _ => new(() => MakeAsync(demo))).Value;

    public void CopyTo(string target)
    {
        foreach (var made in Directory.EnumerateDirectories(directory, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(target, Path.GetRelativePath(directory, made)));
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(target, Path.GetRelativePath(directory, file)));
    }

    private static async Task<AFirstStart> MakeAsync(bool demo)
    {
        var directory = Directory.CreateTempSubdirectory("mypay-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        await using var host = await AProduct.PrepareAsync(directory, demo, new MovableClock(AProduct.Noon - Before));
        return new(directory, AProduct.LiveKeyOf(host));
    }
}
