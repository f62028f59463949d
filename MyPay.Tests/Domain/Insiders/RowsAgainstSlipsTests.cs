using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger.Proofs;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Remittance;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Insiders;

/// <summary>
/// Somebody with the database in his hands edits one row of a module. The ledger is whole, and says otherwise: verify
/// names the row by table and key.
/// </summary>
public abstract class RowsAgainstSlipsTests(Database on)
{
    [Fact]
    public async Task Each_edited_row_is_named_by_table_and_key()
    {
        await using var shop = await AShop.OpenAsync(on: on);
        var product = shop.Product;
        var sender = await product.MemberWithAsync(500_000, "김보냄");
        var receiver = await product.MemberAsync("이받음");
        var other = await product.MemberAsync("박남이");
        var sent = await ToMemberAsync(product, sender, receiver, 1_000, waits: false);
        var waited = await ToMemberAsync(product, sender, receiver, 2_000, waits: true);
        (await product.Remittances(r => r.AcceptAsync(receiver.Id, waited.Id))).Granted();
        var atBank = (
            await product.Remittances(r =>
                r.SendToBankAsync(new(sender.Id, "088", "110222333444", "홍길동", Won.Of(30_000), null, Once.NewKey()))
            )
        ).Granted();
        var account = (await product.AskAsync((ILinkedAccounts a) => a.ListAsync(sender.Id)))[0];
        (
            await product.Wallets(w => w.WithdrawAsync(new(sender.Id, account.Id, Won.Of(7_000), Once.NewKey())))
        ).Granted();
        var paid = await shop.PaidAsync(sender, 10_000);
        var (maker, checker) = (await product.OperatorAsync(), await product.ApproverAsync());
        var goodwill = new Adjustment(
            Guid.CreateVersion7(),
            [new(LedgerAccount.WriteOff.Code, -3_000), new(LedgerAccount.Wallet(receiver.Id).Code, 3_000)]
        );
        var asked = (await product.Approvals(a => a.AskAsync(goodwill.Ask("미안해서"), maker))).Granted();
        (await product.Approvals(a => a.DecideAsync(asked.Id, approve: true, null, checker))).Granted();
        var clean = await ProveAsync(product);
        Assert.True(clean.Ok, ProofText.ToText(clean));

        foreach (
            var (edit, repair, table, where) in new[]
            {
                // The remittance of the findings.
                Edit("remittance_transfer", "Amount", "999999", "1000", $"Id = {Key(sent.Id)}"),
                Edit("remittance_transfer", "Amount", "1999", "2000", $"Id = {Key(waited.Id)}"),
                Edit("remittance_transfer", "Amount", "30001", "30000", $"Id = {Key(atBank.Id)}"),
                Edit("remittance_transfer", "Receiver", $"'{other.Id}'", $"'{receiver.Id}'", $"Id = {Key(sent.Id)}"),
                Edit("remittance_transfer", "Sender", $"'{other.Id}'", $"'{sender.Id}'", $"Id = {Key(waited.Id)}"),
                Edit("money_bank_move", "Amount", "510000", "500000", "Direction = 'In'"),
                Edit("money_bank_move", "Amount", "6999", "7000", "Direction = 'Out'"),
                Edit("money_bank_move", "Member", $"'{other.Id}'", $"'{sender.Id}'", "Direction = 'Out'"),
                Edit("banking_call", "Amount", "499999", "500000", "Purpose = 'money.charge'"),
                Edit("banking_call", "Amount", "29999", "30000", "Purpose = 'remittance.to-bank' AND Kind = 'Deposit'"),
                Edit("banking_call", "Amount", "2", "1", "Purpose = 'membership.account-check' AND Kind = 'Deposit'"),
                Edit("banking_call", "Fee", "Fee + 1", "Fee - 1", "Purpose = 'money.withdraw'"),
                Edit("payment_purchase", "Total", "9999", "10000", $"Tid = '{paid.Tid}'"),
                Edit("payment_purchase", "Fee", "0", "150", $"Tid = '{paid.Tid}'"),
                Edit("payment_slip", "Total", "10001", "10000", $"Tid = '{paid.Tid}'"),
                Edit(
                    "backoffice_approval",
                    "Payload",
                    "replace(Payload, '3000', '1000')",
                    "replace(Payload, '1000', '3000')",
                    $"Id = {Key(asked.Id)}"
                ),
            }
        )
        {
            var key = await KeyAsync(product, table, where);
            Assert.Equal(1, product.Store.Tamper(edit));
            var report = await ProveAsync(product);
            Assert.True(
                report.Checks.SelectMany(c => c.Findings).Any(f => f.Table == table && f.Row == key),
                $"{edit}: {ProofText.ToText(report)}"
            );
            Assert.Contains($"{table} {key}", ProofText.ToText(report), StringComparison.Ordinal);
            Assert.Equal(1, product.Store.Tamper(repair));
        }

        var mended = await ProveAsync(product);
        Assert.True(mended.Ok, ProofText.ToText(mended));
    }

    [Theory]
    [InlineData("remittance_transfer", "remittances as booked")]
    [InlineData("money_bank_move", "charges and withdrawals as booked")]
    [InlineData("banking_call", "bank calls as booked")]
    public async Task A_row_taken_away_leaves_its_slip_without_one(string table, string check)
    {
        await using var product = await AProduct.StartOnAsync(on);
        var sender = await product.MemberWithAsync(50_000, "김보냄");
        await ToMemberAsync(product, sender, await product.MemberAsync("이받음"), 1_000, waits: false);
        product.Store.Tamper($"DELETE FROM {table}");

        var found = Assert.Single((await ProveAsync(product)).Checks, c => c.Name == check);

        Assert.False(found.Ok);
        Assert.All(found.Findings, f => Assert.Equal(("ledger_slip", $"{f.Slip}"), (f.Table, f.Row)));
    }

    /// <summary>One column of one row, and back.</summary>
    private static (string Edit, string Repair, string Table, string Where) Edit(
        string table,
        string column,
        string to,
        string from,
        string where
    ) =>
        (
            $"UPDATE {table} SET {column} = {to} WHERE {where}",
            $"UPDATE {table} SET {column} = {from} WHERE {where}",
            table,
            where
        );

    private static string Key(Guid id) => $"'{id:D}'".ToUpperInvariant();

    /// <summary>The row's key as verify writes it.</summary>
    private static async Task<string> KeyAsync(AProduct product, string table, string where)
    {
        var key = table switch
        {
            "payment_purchase" => "Tid",
            "payment_slip" => "Tid || '/' || CAST(N AS text)",
            _ => "CAST(Id AS text)",
        };
        var row = Assert.Single(await product.Store.RowsAsync($"SELECT {key} FROM {table} WHERE {where}"));
        return Guid.TryParseExact(row, "D", out var id) ? $"{id:D}".ToUpperInvariant() : row;
    }

    private static async Task<RemittanceView> ToMemberAsync(
        AProduct product,
        MemberView sender,
        MemberView receiver,
        long won,
        bool waits
    ) =>
        (
            await product.Remittances(r =>
                r.SendToMemberAsync(new(sender.Id, receiver.Id, Won.Of(won), null, waits, Once.NewKey()))
            )
        ).Granted();

    private static Task<ProofReport> ProveAsync(AProduct product) =>
        product.AskAsync((LedgerProof p) => p.RunAsync(CancellationToken.None));
}

public sealed class SqliteRowsAgainstSlipsTests() : RowsAgainstSlipsTests(Database.Sqlite);

public sealed class PostgresRowsAgainstSlipsTests() : RowsAgainstSlipsTests(Database.PostgreSql);
