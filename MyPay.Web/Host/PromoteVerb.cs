using System.Globalization;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;
using Npgsql;

namespace MyPay.Web.Host;

/// <summary>
/// Copies a stopped SQLite store into an empty PostgreSQL database and compares the two before it says done: rows and
/// digest of every table, then the books of the copy recomputed from their entries. Killed at any point it goes on
/// where it stopped; until the end no MyPay starts on the database.
/// </summary>
internal static class PromoteVerb
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var settings = VerifyVerb.Settings(line);
        if (settings.PostgreSql is not null)
            throw new StartupRefusedException(
                "'promote'는 SQLite 저장소를 옮겨요. 이 설정의 저장소는 이미 PostgreSQL이에요(MyPay:Database:Provider).",
                "'promote' moves a SQLite store, and this configuration's store is on PostgreSQL already "
                    + "(MyPay:Database:Provider)."
            );
        if (line["to"] is not { Length: > 0 } to)
            throw new StartupRefusedException(
                "'promote' 명령에는 옮길 데이터베이스를 적을 --to \"Host=db;Database=mypay;Username=mypay;Password=…\"가 있어야 해요.",
                "'promote' needs --to \"Host=db;Database=mypay;Username=mypay;Password=…\", the database to move to."
            );
        try
        {
            StorageModule.CheckConnectionString(to);
        }
        catch (InvalidOperationException unreadable)
        {
            throw new StartupRefusedException(
                "--to를 읽지 못했어요. Host=db;Port=5432;Database=mypay;Username=mypay;Password=…처럼 적어 주세요. 아무것도 바꾸지 않았어요.",
                InWords(unreadable)
            );
        }

        await PromoteAsync(
            await VerifyVerb.StoreAsync(settings),
            to,
            settings.Clock,
            Console.WriteLine,
            StoreArrival.UsualPortion
        );
        return 0;
    }

    /// <summary>The whole of it; tells what it does line by line.</summary>
    /// <param name="portion">Rows that are copied together.</param>
    public static async Task PromoteAsync(
        StorageOptions source,
        string to,
        TimeProvider clock,
        Action<string> say,
        int portion
    )
    {
        using var alone = InstanceLock.Take(source.Directory); // nobody writes the store while it moves
        try
        {
            await StoreArrival.RequireReadyAsync(source, CancellationToken.None);
            await using var arrival =
                await StoreArrival.BeginAsync(source, to, clock, portion, CancellationToken.None)
                ?? throw new StartupRefusedException(
                    "다른 마이 페이가 그 PostgreSQL 데이터베이스를 쓰고 있어요. 멈춘 다음 다시 실행해 주세요. 아무것도 바꾸지 않았어요.",
                    "Another MyPay is at work on that PostgreSQL database. Stop it and try again; nothing was changed."
                );
            Allow(await arrival.LookAsync(null, CancellationToken.None));

            say($"1/4 장부를 확인해요 | Proving the books of {source.SqliteFile}");
            var before = await VerifyVerb.ProveAsync(source, clock);
            if (!before.Ok)
                throw new StartupRefusedException(
                    "이 저장소의 장부가 맞지 않아서 아무것도 옮기지 않았어요. verify를 실행해 보세요.",
                    $"The books of this store do not hold; nothing was moved. Run verify.\n{ProofText.ToText(before)}",
                    exitCode: 1
                );
            var digest = await arrival.DigestAsync(CancellationToken.None);
            var ground = await arrival.LookAsync(digest, CancellationToken.None);
            Allow(ground);
            if (ground == ArrivalGround.SamePromotionFinished)
                say("이미 다 옮겼어요. 바꾼 것은 없어요. | This store is there already, whole; nothing was changed.");
            else
                await MoveAsync(source, to, clock, arrival, ground, before, digest, say);
            PromotedMark.Leave(source, to, clock.GetUtcNow());
            Tell(source, to, before, digest, say);
        }
        catch (InvalidOperationException refused)
        {
            throw new StartupRefusedException(
                $"옮기지 못했어요. 이 SQLite 저장소는 그대로예요. {InWords(refused)}",
                $"Not moved; the SQLite store is as it was. {InWords(refused)}",
                exitCode: 1
            );
        }
        catch (Exception broken)
            when (broken is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new StartupRefusedException(
                $"옮기다가 끊겼어요. 이 SQLite 저장소는 그대로예요. 다시 실행하면 이어서 옮겨요. ({broken.Message})",
                $"The move was broken off: {broken.Message} The SQLite store is as it was. Run it again: it "
                    + "goes on where it stopped.",
                exitCode: 1
            );
        }
    }

    private static async Task MoveAsync(
        StorageOptions source,
        string to,
        TimeProvider clock,
        StoreArrival arrival,
        ArrivalGround ground,
        ProofReport before,
        StoreDigest digest,
        Action<string> say
    )
    {
        say(
            ground switch
            {
                ArrivalGround.SamePromotionBegun =>
                    "2/4 멈춘 곳부터 이어서 옮겨요 | Copying, from where it was broken off",
                ArrivalGround.EarlierPromotionBegun =>
                    "2/4 멈춘 뒤에 저장소가 바뀌어서 처음부터 옮겨요 | Copying anew: the store has changed since the promotion "
                        + "was broken off",
                _ => "2/4 옮겨요 | Copying",
            }
        );
        await arrival.CopyAsync(
            isRestore: false,
            digest,
            table => say(Number($"  {table.Table} {table.Done:N0}/{table.Total:N0}")),
            CancellationToken.None
        );

        say("3/4 두 저장소를 비교해요 | Comparing the two, table by table");
        if (await arrival.CompareAsync(digest, CancellationToken.None) is { Count: > 0 } differences)
            throw new StartupRefusedException(
                $"옮긴 것이 원래와 달라요: {string.Join(", ", differences)}. 이 SQLite 저장소는 그대로예요. 다시 실행하면 처음부터 옮겨요.",
                $"The copy differs in {string.Join(", ", differences)}. The SQLite store is as it was; run it "
                    + "again and it copies anew.",
                exitCode: 1
            );

        say("4/4 옮긴 장부를 확인해요 | Proving the books of the copy");
        var after = await VerifyVerb.ProveAsync(source with { PostgreSql = to }, clock);
        if (!after.Ok || after.RootHash != before.RootHash)
        {
            await arrival.SpoilAsync(CancellationToken.None);
            throw new StartupRefusedException(
                "옮긴 장부가 맞지 않아요. 이 SQLite 저장소는 그대로예요.",
                $"The books of the copy do not hold (root {after.RootHash}, here {before.RootHash}). The SQLite "
                    + $"store is as it was.\n{ProofText.ToText(after)}",
                exitCode: 1
            );
        }

        await arrival.FinishAsync(CancellationToken.None);
    }

    private static void Allow(ArrivalGround ground)
    {
        if (ground is ArrivalGround.Occupied or ArrivalGround.RestoreBegun)
            throw new StartupRefusedException(
                "그 데이터베이스는 비어 있지 않고, 이 저장소를 옮기다 만 것도 아니에요. 빈 데이터베이스를 적어 주세요. 아무것도 바꾸지 않았어요.",
                "That database is not empty, and it is no unfinished promotion of this store. Name an empty "
                    + "one; nothing was changed."
            );
    }

    private static void Tell(
        StorageOptions source,
        string to,
        ProofReport report,
        StoreDigest digest,
        Action<string> say
    )
    {
        var database = new NpgsqlConnectionStringBuilder(to);
        if (!string.IsNullOrEmpty(database.Password))
            database.Password = "…";
        say("다 옮기고 비교했어요 | Done: both hold the same");
        say(Number($"  {digest.Tables.Count} tables, {digest.Rows:N0} rows, sha256 {digest.Sha256}"));
        say($"  {BackupVerb.Counts(report)}");
        say($"  root {report.RootHash}");
        say("이제 이렇게 시작해 주세요 | Start MyPay from now on with");
        say("  MyPay:Database:Provider=PostgreSql");
        say($"  MyPay:Database:ConnectionString={database}");
        say(
            $"  {source.KeyPlace} 키는 계속 필요해요. 인스턴스마다 같은 키를 두세요. | is "
                + "needed as before, the same key for each instance."
        );
        say(
            $"  {source.SqliteFile} 저장소는 그대로 남아 있어요. 이제 그것으로는 시작하지 마세요. | stays as it was: do not start MyPay "
                + "on it any more, money would move in two places."
        );
    }

    // What the domain says of the product's setting is said here of the option.
    private static string InWords(Exception refused) =>
        refused.Message.Replace("MyPay:Database:ConnectionString", "--to", StringComparison.Ordinal);

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
