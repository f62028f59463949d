using System.Globalization;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Web.Host.Watch;
using Finding = MyPay.Web.Host.CheckVerb.Finding;

namespace MyPay.Web.Host;

/// <summary>What <c>check</c> sees of this machine: disk, clock, file modes, keys, backups.</summary>
internal static class CheckFiles
{
    /// <summary>A backup a night, and two hours for it to take.</summary>
    private static readonly TimeSpan OldestBackup = TimeSpan.FromHours(26);

    /// <summary>A file that is newer than now says that the clock was set back.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);

    /// <summary>A file in the data directory that was last written when a backup of the store was whole.</summary>
    public const string BackupMark = "backup.last";

    public static IEnumerable<Finding> Look(MyPaySettings settings)
    {
        yield return Disk(settings.DataDirectory);
        yield return Clock(settings);
        yield return Modes(settings.DataDirectory);
        yield return Keys(settings);
        yield return Backup(settings);
    }

    /// <summary>Notes that a backup of this store is whole, for the next look.</summary>
    public static void NoteBackup(MyPaySettings settings) =>
        File.WriteAllText(Path.Combine(settings.DataDirectory, BackupMark), "");

    private static Finding Disk(string directory)
    {
        var there = new DirectoryInfo(directory);
        while (there is { Exists: false, Parent: { } parent })
            there = parent;
        var disk = new DriveInfo(there.FullName);
        var free = string.Create(CultureInfo.InvariantCulture, $"{disk.AvailableFreeSpace / (1 << 20):N0} MB");
        return DiskHealth.IsScarce(disk.AvailableFreeSpace, disk.TotalSize)
            ? new(
                "disk",
                false,
                $"{directory}에 {free}만 남았어요. 자리를 비우거나 디스크를 늘려 주세요",
                $"only {free} left at {directory}: make room or add disk"
            )
            : new("disk", true, $"{free} 남음", $"{free} free");
    }

    private static Finding Clock(MyPaySettings settings)
    {
        var now = TimeProvider.System.GetUtcNow();
        var newest = Entries(settings.DataDirectory)
            .Select(path => (DateTimeOffset)File.GetLastWriteTimeUtc(path))
            .DefaultIfEmpty(DateTimeOffset.MinValue)
            .Max();
        return newest > now + ClockSlack
            ? new(
                "clock",
                false,
                $"{newest:u}에 쓴 파일이 있는데 시계는 {now:u}예요. NTP를 켜고 시계를 맞춰 주세요",
                $"a file was written at {newest:u}, and the clock says {now:u}: turn on NTP and set the clock"
            )
            : new("clock", true, $"{now:u}", $"{now:u}");
    }

    private static Finding Modes(string directory)
    {
        var open = Entries(directory).Prepend(directory).Where(FileModes.IsOpenToOthers).ToList();
        return open.Count > 0
            ? new(
                "file modes",
                false,
                $"다른 사람이 읽을 수 있어요: {open[0]} ({FileModes.Octal(open[0])}), 모두 {open.Count}개. "
                    + $"chmod -R go= {directory} 를 실행해 주세요",
                $"others can read {open[0]} ({FileModes.Octal(open[0])}), {open.Count} in all. "
                    + $"Run: chmod -R go= {directory}"
            )
            : new("file modes", true, "주인만 읽어요", "for the owner alone");
    }

    private static Finding Keys(MyPaySettings settings)
    {
        var store = settings.Storage;
        var inside = DataKeys.FileIn(settings.DataDirectory);
        if (store.IsKeyElsewhere && File.Exists(inside))
            return new(
                "keys",
                false,
                $"{store.KeyPlace}에서 키를 읽는데 {inside}도 있어요. 다른 저장소의 것이 아닌지 보고 지워 주세요",
                $"the key is read from {store.KeyPlace}, and {inside} is there too: see whose it is, and remove it"
            );
        if (store.KeyFile is not { } key)
            return OfCommand(store);
        if (FileModes.IsOpenToOthers(key))
            return new(
                "keys",
                false,
                $"다른 사람이 {key}을(를) 읽을 수 있어요. chmod go= {key} 를 실행해 주세요",
                $"others can read {key}. Run: chmod go= {key}"
            );
        if (File.Exists(key))
            return new("keys", true, key, key);
        return settings.PostgreSql is null && !File.Exists(settings.Storage.SqliteFile)
            ? new("keys", true, "첫 시작이 만들어요", "the first start makes them")
            : new(
                "keys",
                false,
                $"{key}가 없어요. 백업이나 다른 인스턴스에서 가져와 주세요",
                $"{key} is missing: bring it from a backup or from another instance"
            );
    }

    private static Finding OfCommand(StorageOptions store)
    {
        try
        {
            var keys = DataKeys.Open(store);
            return new(
                "keys",
                true,
                $"MyPay:Secrets:KeyCommand가 키 {keys.Generation}개를 줘요",
                $"MyPay:Secrets:KeyCommand gives {keys.Generation} key(s)"
            );
        }
        catch (KeyUnreadableException unreadable)
        {
            return new("keys", false, unreadable.Message, unreadable.Message);
        }
    }

    private static Finding Backup(MyPaySettings settings)
    {
        if (settings.Demo)
            return new("backup", true, "데모 저장소라 없어도 돼요", "a demo store needs none");
        if (settings.PostgreSql is null && !File.Exists(settings.Storage.SqliteFile))
            return new("backup", true, "아직 지킬 것이 없어요", "nothing to keep yet");
        var mark = Path.Combine(settings.DataDirectory, BackupMark);
        if (!File.Exists(mark))
            return new(
                "backup",
                false,
                "백업한 적이 없어요. backup FILE을 실행하고 cron에 넣어 주세요",
                "there never was one: run backup FILE, and put it into cron"
            );
        DateTimeOffset at = File.GetLastWriteTimeUtc(mark);
        return TimeProvider.System.GetUtcNow() - at > OldestBackup
            ? new(
                "backup",
                false,
                $"마지막 백업이 {at:u}예요. cron의 backup이 도는지 봐 주세요",
                $"the last one is of {at:u}: see whether backup still runs from cron"
            )
            : new("backup", true, $"{at:u}", $"{at:u}");
    }

    private static IEnumerable<string> Entries(string directory) =>
        Directory.Exists(directory)
            ? Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories)
            : [];
}
