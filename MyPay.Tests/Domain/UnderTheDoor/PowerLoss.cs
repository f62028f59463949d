namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>
/// Makes the files that a disk held when the power went: all that was synced, and of what came after a part, as chance
/// has it. A disk writes sectors, in any order: one may hold what was written, what was there before, or rubbish.
/// </summary>
internal static class PowerLoss
{
    private const int Sector = 512;

    /// <summary>How much lasts of what was not synced.</summary>
    private enum Luck
    {
        Nothing,
        Everything,
        Some,
    }

    /// <summary>Puts a store's files as they are after a cut to another place.</summary>
    /// <param name="calls">How many calls had been done when the power went.</param>
    public static void Cut(ADisk disk, string store, int calls, Random chance, string to)
    {
        var done = disk.Calls().Take(calls).ToList();
        foreach (var name in new[] { store, store + "-wal" })
            if (WhatIsLeft(disk.Before(name), done.Where(call => call.File == name), chance) is { } bytes)
                File.WriteAllBytes(to + name[store.Length..], bytes);
    }

    /// <summary>What a file held; null: it is not there.</summary>
    /// <param name="before">What it held before all calls.</param>
    /// <param name="calls">What was done until the power went.</param>
    public static byte[]? WhatIsLeft(byte[]? before, IEnumerable<DiskCall> calls, Random chance)
    {
        var lasting = before is null ? null : new FileBytes(before);
        var pending = new List<DiskCall>();
        foreach (var call in calls)
        {
            pending.Add(call);
            if (call.Op is not DiskOp.Sync and not DiskOp.FailedSync)
                continue;
            lasting = Last(lasting, pending, call.Op == DiskOp.Sync ? Luck.Everything : (Luck)chance.Next(3), chance);
            pending.Clear();
        }

        return Last(lasting, pending, (Luck)chance.Next(3), chance)?.ToArray();
    }

    /// <summary>What a file holds after these calls when the power stays.</summary>
    public static byte[]? WithoutLoss(byte[]? before, IEnumerable<DiskCall> calls)
    {
        var file = before is null ? null : new FileBytes(before);
        foreach (var call in calls)
            file = Do(file, call);
        return file?.ToArray();
    }

    private static FileBytes? Do(FileBytes? file, DiskCall call)
    {
        switch (call.Op)
        {
            case DiskOp.Delete:
                return null;
            case DiskOp.Open:
                return new([]);
            case DiskOp.Write:
                file?.Write(call.At, call.Bytes);
                break;
            case DiskOp.Truncate:
                file?.Truncate(call.At);
                break;
        }

        return file;
    }

    private static FileBytes? Last(FileBytes? file, List<DiskCall> calls, Luck luck, Random chance)
    {
        if (luck == Luck.Nothing)
            return file;
        foreach (var call in calls)
        {
            file = luck == Luck.Everything ? Do(file, call) : DoPartly(file, call, chance);

            // What a file's name stands for changes in order: a deletion that did not last leaves the old file, and
            // what was written to a new one has no name.
            if (call.Op == DiskOp.Delete && file is not null)
                break;
        }

        return file;
    }

    private static FileBytes? DoPartly(FileBytes? file, DiskCall call, Random chance)
    {
        if (call.Op != DiskOp.Write || chance.Next(3) == 0)
            return chance.Next(2) == 0 ? Do(file, call) : file;
        for (var at = call.At; at < call.At + call.Bytes.Length; )
        {
            var length = (int)Math.Min(Sector - (at % Sector), call.At + call.Bytes.Length - at);
            var bytes = call.Bytes.AsSpan((int)(at - call.At), length).ToArray();
            var fate = chance.Next(5);
            if (fate == 0)
                chance.NextBytes(bytes);
            if (fate < 3)
                file?.Write(at, bytes);
            at += length;
        }

        return file;
    }

    /// <summary>A file's bytes, growing.</summary>
    private sealed class FileBytes
    {
        private readonly MemoryStream bytes = new();

        public FileBytes(byte[] bytes) => this.bytes.Write(bytes);

        public void Write(long at, byte[] written)
        {
            bytes.Position = at; // what lies between is zero
            bytes.Write(written);
        }

        public void Truncate(long size) => bytes.SetLength(Math.Min(size, bytes.Length));

        public byte[] ToArray() => bytes.ToArray();
    }
}
