using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyPay.Domain.Ledger.Slips;

// The three tables are made by Storage/Sqlite/LedgerSchema.cs (WITHOUT ROWID, triggers); these mappings only let EF
// read them.

internal sealed class AccountTable : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> account)
    {
        account.ToTable("ledger_account", table => table.ExcludeFromMigrations());
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        account.Property(a => a.Code).HasColumnName("code");
        account.Property(a => a.Kind).HasColumnName("kind");
        account.Property(a => a.Balance).HasColumnName("balance");
        account.Property(a => a.Entries).HasColumnName("entries");
    }
}

internal sealed class SlipTable : IEntityTypeConfiguration<SlipRow>
{
    public void Configure(EntityTypeBuilder<SlipRow> slip)
    {
        slip.ToTable("ledger_slip", table => table.ExcludeFromMigrations());
        slip.HasKey(s => s.Seq);
        slip.Property(s => s.Seq).HasColumnName("seq").ValueGeneratedNever();
        slip.Property(s => s.Kind).HasColumnName("kind");
        slip.Property(s => s.Source).HasColumnName("source");
        slip.Property(s => s.BusinessDate).HasColumnName("business_date");
        slip.Property(s => s.PostedAtMs).HasColumnName("posted_at");
        slip.Property(s => s.Memo).HasColumnName("memo");
        slip.Property(s => s.Lines).HasColumnName("lines");
        slip.Property(s => s.Hash).HasColumnName("hash");
    }
}

internal sealed class EntryTable : IEntityTypeConfiguration<EntryRow>
{
    public void Configure(EntityTypeBuilder<EntryRow> entry)
    {
        entry.ToTable("ledger_entry", table => table.ExcludeFromMigrations());
        entry.HasKey(e => new { e.Account, e.N });
        entry.Property(e => e.Account).HasColumnName("account");
        entry.Property(e => e.N).HasColumnName("n");
        entry.Property(e => e.Slip).HasColumnName("slip");
        entry.Property(e => e.Amount).HasColumnName("amount");
        entry.Property(e => e.Balance).HasColumnName("balance");
        entry.Property(e => e.PostedAtMs).HasColumnName("posted_at");
        entry.Property(e => e.Label).HasColumnName("label");
    }
}
