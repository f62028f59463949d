using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Ledger;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Settlement.Reconciliation;

/// <summary>
/// Keeps days and cases as the last matching found them. Inside a write: whoever matched on an older view changes
/// nothing that was decided since.
/// </summary>
internal static class ReconCases
{
    private static readonly Actor Matcher = Actor.System;

    public static ReconDay Keep(JournalWrite write, Matched matched)
    {
        var found = matched.Day;
        var day = write.Db.Set<ReconDayRow>().Find(found.Account, found.Date);
        var cases = write
            .Db.Set<ReconCaseRow>()
            .Where(c => c.Account == found.Account && c.Date == found.Date)
            .OrderBy(c => c.Id)
            .ToList();
        if (day is not null && day.CheckedAt > matched.TakenAt)
            return day.View(cases.Count(c => c.ClosedAt is null));
        if (day is null)
            write.Db.Add(day = Copy(found));
        else
            write.Db.Entry(day).CurrentValues.SetValues(found);

        var now = new HashSet<(string, ReconKind)>();
        foreach (var (item, kind) in matched.Exceptions)
        {
            var (left, what) = (item, kind);
            if (BankFees.Clear(write, found.Account, item, matched.FeesAccrued) is { } fee)
            {
                day.LedgerOut += fee.Amount;
                (left, what) = (item with { Ledger = [fee.Side] }, ReconKind.Amount);
                if (left.Difference == 0)
                {
                    day.Matched++;
                    continue;
                }
            }

            now.Add((left.Key, what));
            Meet(write, cases, matched, left, what);
        }

        foreach (
            var row in cases.Where(c =>
                c.ClosedAt is null && c.OpenedAt <= matched.TakenAt && !now.Contains((c.Item, c.Kind))
            )
        )
        {
            (row.ClosedAt, row.Closing) = (write.Now, ReconClosing.Healed);
            Tell(write, row.Id, Matcher, ReconAct.Healed, null);
        }

        write.Touch(ReconTopics.All);
        return day.View(cases.Count(c => c.ClosedAt is null));
    }

    /// <summary>Notes what happened, in the case's own history and in the audit log.</summary>
    public static void Tell(JournalWrite write, string id, Actor by, ReconAct act, string? text)
    {
        write.Db.Add(
            new ReconEventRow
            {
                Case = id,
                At = write.Now,
                ActorId = by.Id,
                ActorName = by.Name,
                Act = act,
                Text = text,
            }
        );
        if (by != Actor.System)
            write.Note(
                by,
                $"settlement.recon.{JsonNamingPolicy.SnakeCaseLower.ConvertName(act.ToString())}",
                $"recon:{id}",
                text
            );
        write.Touch(ReconTopics.All);
    }

    private static void Meet(
        JournalWrite write,
        List<ReconCaseRow> cases,
        Matched matched,
        ReconItem item,
        ReconKind kind
    )
    {
        var sides = JsonSerializer.Serialize(item.Sides);
        var row = cases.Find(c => c.Item == item.Key && c.Kind == kind);
        if (row is null)
        {
            row = new ReconCaseRow
            {
                Id = NextId(write, matched.Day.Date),
                Account = matched.Day.Account,
                Date = matched.Day.Date,
                Item = item.Key,
                Kind = kind,
                BankTranId = item.Call?.BankTranId ?? item.Bank.Select(l => l.BankTranId).FirstOrDefault(),
                Difference = item.Difference,
                Sides = sides,
                OpenedAt = write.Now,
            };
            cases.Add(row);
            write.Db.Add(row);
            Tell(write, row.Id, Matcher, ReconAct.Opened, null);
            return;
        }

        if (row.ClosedAt is { } closed)
        {
            if (closed > matched.TakenAt || (row.Closing == ReconClosing.Explained && row.Sides == sides))
                return;
            (row.ClosedAt, row.Closing, row.OpenedAt, row.Difference, row.Sides) = (
                null,
                null,
                write.Now,
                item.Difference,
                sides
            );
            Tell(write, row.Id, Matcher, ReconAct.Reopened, null);
            return;
        }

        if (row.Sides == sides && row.Difference == item.Difference)
            return;
        (row.Difference, row.Sides) = (item.Difference, sides);
        Tell(write, row.Id, Matcher, ReconAct.Changed, null);
    }

    // Over all accounts: people quote the number alone.
    private static string NextId(JournalWrite write, DateOnly date)
    {
        var rows = write.Db.Set<ReconCaseRow>();
        var count =
            rows.Count(c => c.Date == date)
            + write.Db.ChangeTracker.Entries<ReconCaseRow>().Count(e => e.State == EntityState.Added);
        return string.Create(CultureInfo.InvariantCulture, $"R{date:yyMMdd}-{count + 1:000}");
    }

    private static ReconDayRow Copy(ReconDayRow day) =>
        new()
        {
            Account = day.Account,
            Date = day.Date,
            StatementAt = day.StatementAt,
            CheckedAt = day.CheckedAt,
            Matched = day.Matched,
            Waiting = day.Waiting,
            Expected = day.Expected,
            LedgerIn = day.LedgerIn,
            LedgerOut = day.LedgerOut,
            BankIn = day.BankIn,
            BankOut = day.BankOut,
            Fees = day.Fees,
            LedgerBalance = day.LedgerBalance,
            BankBalance = day.BankBalance,
        };
}
