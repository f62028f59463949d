using System.Collections.Concurrent;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>What SQLite asks of a disk.</summary>
internal enum DiskOp
{
    /// <summary>A file is opened; kept in mind only when that made it.</summary>
    Open,
    Read,
    Write,

    /// <summary>The file ends at <see cref="DiskCall.At"/>.</summary>
    Truncate,

    /// <summary>What was written to the file must last.</summary>
    Sync,

    /// <summary>
    /// The same, and it failed: what was written before may never come to last, not even by the next sync.
    /// </summary>
    FailedSync,
    Delete,
}

/// <summary>One thing that was done to a file.</summary>
/// <param name="Bytes">What was written; empty for anything else.</param>
internal sealed record DiskCall(DiskOp Op, string File, long At, byte[] Bytes)
{
    public bool IsLog => File.EndsWith("-wal", StringComparison.Ordinal);
}

/// <summary>
/// The disk under a store as SQLite sees it: keeps in mind, in their order, all calls that change files of a directory,
/// and fails the call it was told to. Files that are mapped into memory (<c>-shm</c>) are not of the disk: they hold
/// nothing that a restart needs.
/// </summary>
internal sealed class ADisk : IDisposable
{
    private static readonly ConcurrentDictionary<string, ADisk> Watched = new(StringComparer.Ordinal);
    private readonly string directory;
    private readonly List<DiskCall> calls = [];
    private readonly Dictionary<string, long> sizes = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]> before = [];
    private readonly Dictionary<DiskOp, int> asked = [];
    private DiskFault? fault;

    private ADisk(string directory) => this.directory = directory;

    /// <summary>False: like a network drive, where write-ahead logs cannot be.</summary>
    public bool HasSharedMemory { get; init; } = true;

    /// <summary>How many bytes all its files together may have; null: any.</summary>
    public long? Room { get; set; }

    /// <summary>How many bytes all its files together have.</summary>
    public long Used
    {
        get
        {
            lock (this)
                return sizes.Values.Sum();
        }
    }

    /// <summary>How many calls that change something were done until now: a point in time.</summary>
    public int Now
    {
        get
        {
            lock (this)
                return calls.Count;
        }
    }

    /// <summary>Was the fault met that it was told of?</summary>
    public bool HasFailed { get; private set; }

    /// <summary>From now on, what is opened in this directory lies on this disk.</summary>
    public static ADisk Under(string directory, bool hasSharedMemory = true)
    {
        SqliteVfs.Install();
        var disk = new ADisk(directory) { HasSharedMemory = hasSharedMemory };
        disk.BeginHere();
        Watched[directory] = disk;
        return disk;
    }

    public static ADisk? Of(string file) =>
        Watched.TryGetValue(Path.GetDirectoryName(file)!, out var disk)
        && !file.EndsWith("-shm", StringComparison.Ordinal)
            ? disk
            : null;

    /// <summary>
    /// From now on: files as they are lie safe on the disk, and nothing is in mind that was done to them. For a moment
    /// in which nobody writes.
    /// </summary>
    public void BeginHere()
    {
        lock (this)
        {
            before = Directory
                .GetFiles(directory, "*.db")
                .Concat(Directory.GetFiles(directory, "*.db-wal"))
                .ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
            foreach (var (file, bytes) in before)
                sizes[file] = bytes.Length;
            calls.Clear();
        }
    }

    /// <summary>What a file held before all calls; null: it was not there.</summary>
    public byte[]? Before(string file) => before.GetValueOrDefault(file);

    /// <summary>All that was done to files so far.</summary>
    public List<DiskCall> Calls()
    {
        lock (this)
            return [.. calls];
    }

    /// <summary>Lets a call to come fail.</summary>
    public void Fail(DiskFault at)
    {
        lock (this)
        {
            (fault, HasFailed) = (at, false);
            asked.Clear();
        }
    }

    /// <summary>SQLite asks for something; what it meets instead, if anything.</summary>
    public DiskAnswer? Meets(DiskOp op, string file, long end = 0)
    {
        if (
            op == DiskOp.Write
            && Room is { } room
            && end > sizes.GetValueOrDefault(file)
            && sizes.Where(other => other.Key != file).Sum(other => other.Value) + end > room
        )
            return DiskAnswer.Full;
        if (fault is null)
            return null;
        asked[op] = asked.GetValueOrDefault(op) + 1;
        if (fault.AnswerTo(op, op == fault.Op ? asked[op] : 0, HasFailed) is not { } answer)
            return null;
        HasFailed = true;
        return answer;
    }

    /// <summary>It was done.</summary>
    public void Did(DiskOp op, string file, long at = 0, ReadOnlySpan<byte> bytes = default)
    {
        if (op == DiskOp.Delete)
            sizes.Remove(file);
        else if (op == DiskOp.Truncate)
            sizes[file] = at;
        else
            sizes[file] = Math.Max(sizes.GetValueOrDefault(file), at + bytes.Length);
        calls.Add(new(op, file, at, bytes.ToArray()));
    }

    public void Dispose() => Watched.TryRemove(directory, out _);
}
