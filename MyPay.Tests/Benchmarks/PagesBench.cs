using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text;
using System.Text.Json;
using MyPay.Domain.Kernel;
using MyPay.Domain.Membership;
using MyPay.Tests.Given;

namespace MyPay.Tests.Benchmarks;

/// <summary>
/// What an open wallet costs the server. The product runs in this process; the pages, each with a real circuit over a
/// real websocket, are held open by another, so that memory counted here is the product's alone. The first pages warm
/// it up and are not counted.
/// </summary>
internal static class PagesBench
{
    private const int Warm = 20;
    private const double AimKb = 350;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var circuits = 500;
        var json = words.Contains("--json");
        if (
            words.Except(["--json"]).ToList() is ["--circuits", var number]
            && int.TryParse(number, CultureInfo.InvariantCulture, out var wanted)
            && wanted is >= 10 and <= 5_000
        )
            circuits = wanted;
        else if (words.Any(word => word != "--json"))
            return Usage();

        await using var product = await AProduct.StartAsync(
            demo: true,
            settings: ["--Logging:LogLevel:Microsoft=Error"]
        );
        var address = await product.ListenAsync();
        await LiveALittleAsync(product);
        using var clients = Clients(address);
        var none = Memory.Now(0);
        await OpenAsync(clients, Warm);
        var points = new List<Memory> { none, Memory.Now(Warm) };
        Opened opened = new(0, 0, 0, 0);
        foreach (var share in new[] { 5, 2, 1 })
        {
            opened = await OpenAsync(clients, Warm + circuits / share);
            points.Add(Memory.Now(Warm + circuits / share));
        }

        clients.StandardInput.Close();
        await clients.WaitForExitAsync();
        await product.Host.App.StopAsync();
        var (heap, rss) = points[^1].PerCircuit(points[1]);
        Console.Out.WriteLine(
            json
                ? JsonSerializer.Serialize(
                    new
                    {
                        Points = points,
                        Circuits = circuits,
                        HeapKbPerCircuit = heap,
                        RssKbPerCircuit = rss,
                        AimKb,
                        Met = heap <= AimKb,
                        Opened = opened,
                    },
                    Json
                )
                : Table(points, circuits, opened)
        );
        return opened.Circuits == Warm + circuits ? 0 : 1;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("bench pages [--circuits 10..5000] [--json]");
        return 2;
    }

    /// <summary>
    /// Enough of a life that the wallet's home shows what it can: twelve movements, with a message each.
    /// </summary>
    private static async Task LiveALittleAsync(AProduct product)
    {
        var (james, jiwoo) = (await MemberAsync("james@mypay.test"), await MemberAsync("jiwoo@mypay.test"));
        for (var day = 0; day < 14; day++)
            (
                await product.Remittances(r =>
                    r.SendToMemberAsync(new(jiwoo, james, Won.Of(1_000 + day), $"점심값 {day}", false, Once.NewKey()))
                )
            ).Granted();

        async Task<MemberId> MemberAsync(string email)
        {
            var signIn = await product.AskAsync((ISignIns s) => s.FindIdAsync(email));
            return (await product.AskAsync((IMembers m) => m.FindBySignInAsync(signIn!)))!.Id;
        }
    }

    private static Process Clients(string address) =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["page-clients", address])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task<Opened> OpenAsync(Process clients, int circuits)
    {
        await clients.StandardInput.WriteLineAsync(circuits.ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Deserialize<Opened>(
            await clients.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The clients ended.")
        )!;
    }

    private static string Table(List<Memory> points, int circuits, Opened opened)
    {
        var text = new StringBuilder();
        Row(
            text,
            $"{"open pages", 10} {"managed heap MB", 16} {"RSS MB", 8} {"heap KB a page", 15} {"RSS KB a page", 14}"
        );
        foreach (var point in points)
        {
            var (heap, rss) = point.PerCircuit(points[1]);
            Row(
                text,
                $"{point.Circuits, 10} {point.HeapBytes / 1048576.0, 16:0.0} {point.RssBytes / 1048576.0, 8:0.0} {(point.Circuits > Warm ? heap : null), 15:0} {(point.Circuits > Warm ? rss : null), 14:0}"
            );
        }

        var last = points[^1].PerCircuit(points[1]);
        Row(
            text,
            $"{(last.Heap <= AimKb ? "met   " : "MISSED")}  heap KB a page at {circuits}: {last.Heap:0}   aim ≤ {AimKb:0}"
        );
        Row(
            text,
            $"opened {opened.PerSecond:0.0} pages a second, {PageClients.AtOnce} at once; from asking for the page to a live one p50 {opened.P50Ms:0} ms, p99 {opened.P99Ms:0} ms"
        );
        return text.ToString().TrimEnd();
    }

    private static void Row(StringBuilder text, FormattableString row) =>
        text.Append(row.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>What this process holds once everything that can go has gone.</summary>
    private sealed record Memory(int Circuits, long HeapBytes, long RssBytes)
    {
        public static Memory Now(int circuits)
        {
            for (var round = 0; round < 3; round++)
            {
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            using var me = Process.GetCurrentProcess();
            return new(circuits, GC.GetTotalMemory(forceFullCollection: false), me.WorkingSet64);
        }

        /// <summary>Kilobytes a page since an earlier point.</summary>
        public (double Heap, double Rss) PerCircuit(Memory since) =>
            (
                (HeapBytes - since.HeapBytes) / 1024.0 / Math.Max(1, Circuits - since.Circuits),
                (RssBytes - since.RssBytes) / 1024.0 / Math.Max(1, Circuits - since.Circuits)
            );
    }
}

/// <summary>How far the clients are, and how the last of their pages came up.</summary>
internal sealed record Opened(int Circuits, double PerSecond, double P50Ms, double P99Ms);
