using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MyPay.Domain.Kernel;
using MyPay.Domain.Payment;

namespace MyPay.Domain.Settlement.Batches;

/// <summary>
/// A batch: one franchise, one period. Made unsealed while its lines are collected, then sealed in one write with its
/// slip in the ledger; from then on its sums stand, only its way to the bank goes on. Nobody sees it before it is
/// sealed.
/// </summary>
internal sealed class BatchRow
{
    /// <summary>1, 2, 3 …; lines carry it.</summary>
    public long No { get; init; }

    public required string Id { get; init; }

    public FranchiseId Franchise { get; init; }

    public string TradeName { get; set; } = "";

    public DateOnly From { get; init; }

    public DateOnly To { get; init; }

    /// <summary>How far lines are collected: the sales date, and in it the last ledger slip.</summary>
    public DateOnly CollectedOn { get; set; }

    public long Collected { get; set; }

    /// <summary>Who began it.</summary>
    public required string StartedById { get; init; }

    /// <summary>Null while lines are collected.</summary>
    public DateTimeOffset? SealedAt { get; set; }

    public BatchState State { get; set; }

    public int Lines { get; set; }

    public long Gross { get; set; }

    public long Cancelled { get; set; }

    public long Fee { get; set; }

    public long Vat { get; set; }

    public long CarryIn { get; set; }

    public long ReserveKept { get; set; }

    public long PayOut { get; set; }

    public long CarryOut { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>Null when nothing moved: a payment and its whole cancel in one period.</summary>
    public long? LedgerSlip { get; set; }

    public string? ApprovedBy { get; set; }

    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>KST date of <see cref="PaidAt"/>.</summary>
    public DateOnly? PaidOn { get; set; }

    public string? Note { get; set; }

    public string? FailureCode { get; set; }

    /// <summary>The failure's arguments, a line each.</summary>
    public string? FailureArgs { get; set; }

    public string Bank { get; set; } = "";

    public string MaskedNumber { get; set; } = "";

    public string Holder { get; set; } = "";

    /// <summary>Transfers so far.</summary>
    public int Payouts { get; set; }

    public BankCallId? Call { get; set; }

    public long Net => Gross - Cancelled - Fee - Vat;

    public string Source => $"settlement:{Id}";

    public Refusal? Failure =>
        FailureCode is null ? null : new(RefusalKind.Conflict, FailureCode, [.. (FailureArgs ?? "").Split('\n')]);

    public void Fail(Refusal? why) =>
        (FailureCode, FailureArgs) = (
            why?.Code,
            why is null
                ? null
                : string.Join(
                    '\n',
                    why.Args.Select(arg => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{arg}"))
                )
        );

    /// <summary>Adds a slip to the sums.</summary>
    public void Count(SalesSlip slip)
    {
        Lines++;
        if (slip.N == 0)
            Gross += slip.Amount;
        else
            Cancelled -= slip.Amount;
        Fee += slip.Fee;
        Vat += slip.Vat;
    }

    /// <summary>All slips are in: what is paid, kept and carried.</summary>
    public void Settle(StandingRow standing, Agreed agreed)
    {
        var outcome = BatchRules.Close(Net, standing.Carry, standing.Reserve, agreed);
        (CarryIn, ReserveKept, PayOut, CarryOut) = (
            standing.Carry,
            outcome.ReserveKept,
            outcome.PayOut,
            outcome.CarryOut
        );
        State = PayOut > 0 ? BatchState.Draft : BatchState.CarriedOver;
    }

    public BatchView ToView() =>
        new(
            Id,
            Franchise,
            TradeName,
            From,
            To,
            State,
            Lines,
            Gross,
            Cancelled,
            Fee,
            Vat,
            CarryIn,
            ReserveKept,
            PayOut,
            CarryOut,
            DueOn,
            SealedAt ?? default,
            ApprovedBy,
            PaidAt,
            Note,
            Failure,
            Bank,
            MaskedNumber,
            Holder,
            Call
        );
}

/// <summary>A slip in a batch, as it was sold. Append-only; a slip is settled once.</summary>
internal sealed class SettledLine
{
    /// <summary>Its slip in the ledger.</summary>
    public long LedgerSlip { get; init; }

    public long Batch { get; init; }

    public required string Tid { get; init; }

    public int N { get; init; }

    public required string PartnerOrderId { get; init; }

    public required string ItemName { get; init; }

    public long Amount { get; init; }

    public long Fee { get; init; }

    public long Vat { get; init; }

    public int RateBasisPoints { get; init; }

    public DateOnly SoldOn { get; init; }
}

/// <summary>What happened to a batch. Append-only.</summary>
internal sealed class BatchEventRow
{
    public long Id { get; init; }

    public long Batch { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ById { get; init; }

    public required string By { get; init; }

    /// <summary>See <see cref="Acts"/>.</summary>
    public required string Act { get; init; }

    public BatchState State { get; init; }

    public string? Note { get; init; }
}

/// <summary>What is done to a batch; stored, and the audit log's words after <c>settlement.batch.</c></summary>
internal static class Acts
{
    public const string Made = "made";
    public const string Approved = "approved";
    public const string Held = "held";
    public const string Released = "released";
    public const string Retried = "retried";
    public const string Sent = "sent";
    public const string Unknown = "unknown";
    public const string Paid = "paid";
    public const string Failed = "failed";
    public const string Returned = "returned";

    /// <summary>Whoever did one of these must not approve.</summary>
    public static readonly string[] OfMakers = [Made, Released, Retried];
}

/// <summary>Where a franchise stands after its newest batch.</summary>
internal sealed class StandingRow
{
    public FranchiseId Franchise { get; init; }

    /// <summary>The last sales date of its newest batch.</summary>
    public DateOnly LastTo { get; set; }

    /// <summary>What the next batch takes over: less than zero when the franchise owes us.</summary>
    public long Carry { get; set; }

    public long Reserve { get; set; }

    /// <summary>Since which sales date it has owed us, without a break.</summary>
    public DateOnly? OwesSince { get; set; }

    /// <summary>A batch was sealed.</summary>
    public void Follow(BatchRow batch)
    {
        (LastTo, Carry, Reserve) = (batch.To, batch.CarryOut, Reserve + batch.ReserveKept);
        OwesSince = batch.CarryOut < 0 ? OwesSince ?? batch.To : null;
    }
}

/// <summary>A sales date that is closed. Append-only.</summary>
internal sealed class ClosedDay
{
    public DateOnly Date { get; init; }

    public DateTimeOffset ClosedAt { get; init; }

    public required string By { get; init; }

    public int Batches { get; init; }

    public long Lines { get; init; }

    public long PayOut { get; init; }
}

internal sealed class BatchTable : IEntityTypeConfiguration<BatchRow>
{
    public void Configure(EntityTypeBuilder<BatchRow> batch)
    {
        batch.ToTable(
            "settlement_batch",
            table =>
            {
                table.HasCheckConstraint(
                    "ck_settlement_batch_identity",
                    "\"Gross\" - \"Cancelled\" - \"Fee\" - \"Vat\" + \"CarryIn\" - \"ReserveKept\" = "
                        + "\"PayOut\" + \"CarryOut\" OR \"SealedAt\" IS NULL"
                );
                table.HasCheckConstraint(
                    "ck_settlement_batch_payout",
                    "\"PayOut\" >= 0 AND \"Gross\" >= 0 AND \"Cancelled\" >= 0 AND \"From\" <= \"To\""
                );
            }
        );
        batch.HasKey(b => b.No);
        batch.Property(b => b.No).ValueGeneratedNever();
        batch.Property(b => b.Id).HasMaxLength(20);
        batch.Property(b => b.State).HasConversion<string>().HasMaxLength(12);
        batch.Property(b => b.Bank).HasMaxLength(3);
        batch.Property(b => b.Note).HasMaxLength(BatchRules.LongestReason);
        batch.Ignore(b => b.Net);
        batch.Ignore(b => b.Source);
        batch.Ignore(b => b.Failure);
        batch.HasIndex(b => b.Id).IsUnique();
        batch.HasIndex(b => new { b.Franchise, b.To }).IsUnique(); // one period, one batch: the database says so too
        batch.HasIndex(b => new { b.State, b.DueOn });
        batch.HasIndex(b => new { b.To, b.No });
        batch.HasIndex(b => b.DueOn);
        batch.HasIndex(b => b.PaidOn);
    }
}

internal sealed class SettledLineTable : IEntityTypeConfiguration<SettledLine>
{
    public void Configure(EntityTypeBuilder<SettledLine> line)
    {
        line.ToTable("settlement_line");
        line.HasKey(l => l.LedgerSlip); // a slip is settled once
        line.Property(l => l.LedgerSlip).ValueGeneratedNever();
        line.Property(l => l.Tid).HasMaxLength(20);
        line.HasIndex(l => new { l.Batch, l.LedgerSlip });
    }
}

internal sealed class BatchEventTable : IEntityTypeConfiguration<BatchEventRow>
{
    public void Configure(EntityTypeBuilder<BatchEventRow> happened)
    {
        happened.ToTable("settlement_event");
        happened.HasKey(e => e.Id);
        happened.Property(e => e.Id).ValueGeneratedOnAdd();
        happened.Property(e => e.Act).HasMaxLength(12);
        happened.Property(e => e.State).HasConversion<string>().HasMaxLength(12);
        happened.HasIndex(e => new { e.Batch, e.Id });
    }
}

internal sealed class StandingTable : IEntityTypeConfiguration<StandingRow>
{
    public void Configure(EntityTypeBuilder<StandingRow> franchise)
    {
        franchise.ToTable("settlement_franchise");
        franchise.HasKey(f => f.Franchise);
    }
}

internal sealed class ClosedDayTable : IEntityTypeConfiguration<ClosedDay>
{
    public void Configure(EntityTypeBuilder<ClosedDay> day)
    {
        day.ToTable("settlement_day");
        day.HasKey(d => d.Date);
    }
}
