using MyPay.Domain.Ledger;
using Xunit;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// Cuts the power of a recorded disk at many moments. Moments are chosen so that every kind of place is cut about as
/// often: after each sort of call, to the log and to the file. MYPAY_SEED=n repeats a run.
/// </summary>
internal sealed class PowerCuts(ADisk disk, string file)
{
    private readonly List<DiskCall> calls = disk.Calls();
    private readonly SortedDictionary<string, int> places = new(StringComparer.Ordinal);

    /// <summary>
    /// Makes that many images and looks at each; answers at which places the power went, and how often.
    /// </summary>
    /// <param name="look">Given a store as it was after the cut, how many calls had been done until then, and words for
    /// both.</param>
    public async Task<IReadOnlyDictionary<string, int>> RunAsync(
        int images,
        int seed,
        Func<StorageOptions, int, string, Task> look
    )
    {
        var chance = new Random(seed);
        var cuts = Enumerable
            .Range(1, calls.Count)
            .Where(cut => IsOurs(calls[cut - 1]))
            .GroupBy(cut => PlaceOf(calls[cut - 1]))
            .Select(place => place.ToList())
            .ToList();
        for (var image = 0; image < images; image++)
        {
            var ofOnePlace = cuts[image % cuts.Count];
            var cut = ofOnePlace[chance.Next(ofOnePlace.Count)];
            var place = PlaceOf(calls[cut - 1]);
            places[place] = places.GetValueOrDefault(place) + 1;
            var options = new StorageOptions(Directory.CreateTempSubdirectory("mypay-test-").FullName);
            try
            {
                PowerLoss.Cut(disk, file, cut, new Random(chance.Next()), options.SqliteFile);
                using var ofImage = ADisk.Under(options.Directory);
                await look(
                    options,
                    cut,
                    $"seed {seed}, image {image}: power lost after {place}, call {cut} of {calls.Count}"
                );
            }
            finally
            {
                Directory.Delete(options.Directory, recursive: true);
            }
        }

        return places;
    }

    private bool IsOurs(DiskCall call) => call.File == file || call.File == file + "-wal";

    private static string PlaceOf(DiskCall call) =>
        (call.IsLog ? "log: " : "file: ")
        + call.Op switch
        {
            DiskOp.Write when !call.IsLog => "a page",
            DiskOp.Write when call.At == 0 => "its head",
            DiskOp.Write when call.Bytes.Length == 24 => "the head of a page",
            DiskOp.Write => "a page",
            DiskOp.Sync => "synced",
            DiskOp.Open => "made",
            DiskOp.Delete => "deleted",
            _ => "cut off",
        };
}
