using System.Globalization;
using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Ledger;

/// <summary>
/// Accounts and money. A transaction, its one journal row and both balances are written together or not at all.
/// </summary>
internal sealed class Book(BookFile file, TimeProvider clock)
{
    private const int SettlesAtInquiry = 3;
    private const string ReversalPrint = "취소";

    /// <summary>
    /// Looks an account up, and opens it at its first use: the holder is then the offered name, or a derived one, for
    /// good.
    /// </summary>
    public Account Visit(AccountKey key, string? holder) => file.Write(s => Visit(s, key, holder, key.FirstBalance));

    public Account? Find(AccountKey key) => file.Read(s => Find(s, key));

    public Account Put(AccountKey key, string? holder, long? balance) =>
        file.Write(s =>
        {
            var before = Visit(s, key, holder, key.FirstBalance);
            var after = before with { Holder = holder ?? before.Holder, Balance = balance ?? before.Balance };
            s.Run(
                "UPDATE accounts SET holder = $holder, balance = $balance WHERE bank = $bank AND number = $number",
                ("$holder", after.Holder),
                ("$balance", after.Balance),
                ("$bank", key.Bank),
                ("$number", key.Number)
            );
            return after;
        });

    /// <summary>
    /// Money that no call asked for: the bank takes its fees from a contract account (less than zero), or somebody pays
    /// into it. False when the account holds less.
    /// </summary>
    public bool Stir(string contract, long signed, string print) =>
        file.Write(s =>
        {
            var (elsewhere, amount) = (AccountKey.Elsewhere, Math.Abs(signed));
            if (signed > 0)
            {
                Visit(s, elsewhere, null, elsewhere.FirstBalance);
                Change(s, elsewhere, amount);
            }

            return Move(
                s,
                new("", signed < 0 ? Way.Deposit : Way.Withdraw, elsewhere, contract, amount, print, print)
            ).Outcome.IsSuccess;
        });

    /// <summary>Takes the id of a call that moves no money. False when this day has seen the id before.</summary>
    public bool Claim(string bankTranId, string day) => file.Write(s => Claim(s, day, bankTranId, "inquiry"));

    /// <param name="order">What to move.</param>
    /// <param name="day">The business day of the call, on which its id must be new.</param>
    /// <param name="failsLater">The transfer succeeds, and a reversing row stands right behind it in the
    /// journal.</param>
    public TransferReport Transfer(TransferOrder order, string day, bool failsLater) =>
        file.Write(s =>
        {
            if (!Claim(s, day, order.BankTranId, order.Way.Word()))
                return Unmoved(Outcome.Duplicate);

            var report = Decide(s, order);
            var reversed = failsLater && report.Outcome.IsSuccess;
            if (reversed)
                Move(
                    s,
                    order with
                    {
                        Way = order.Way.Back(),
                        PrintContent = ReversalPrint,
                        ContractPrintContent = ReversalPrint,
                    }
                );
            Record(s, day, order, reversed ? Outcome.Reversed : report.Outcome);
            return report;
        });

    /// <summary>
    /// The result inquiry. Way, id, date and amount must all match, otherwise 701. An account that settles late moves
    /// its money here, at the third inquiry of its transfer; before that the outcome is
    /// <see cref="Outcome.Processing"/>.
    /// </summary>
    public (Outcome Outcome, TransferOrder? Order) Ask(Way way, string bankTranId, string day, long amount) =>
        file.Write(s =>
        {
            var found = s.Rows(
                """
                UPDATE transactions SET inquiries = inquiries + 1
                WHERE day = $day AND bank_tran_id = $id AND kind = $kind AND amount = $amount
                RETURNING bank, number, contract, print_content, contract_print_content, rsp_code, bank_rsp_code, inquiries
                """,
                row =>
                    (
                        Order: new TransferOrder(
                            bankTranId,
                            way,
                            new(row.GetString(0), row.GetString(1)),
                            row.GetString(2),
                            amount,
                            row.GetString(3),
                            row.GetString(4)
                        ),
                        Outcome: new Outcome(row.GetString(5), row.GetString(6)),
                        Inquiries: row.GetInt32(7)
                    ),
                ("$day", day),
                ("$id", bankTranId),
                ("$kind", way.Word()),
                ("$amount", amount)
            );
            if (found is not [var (order, outcome, inquiries)])
                return (Outcome.NoOriginal, (TransferOrder?)null);
            if (outcome != Outcome.Processing || inquiries < SettlesAtInquiry)
                return (outcome, order);

            var settled = Move(s, order).Outcome;
            Record(s, day, order, settled);
            return (settled, order);
        });

    private static TransferReport Unmoved(Outcome outcome, string holder = "") => new(outcome, holder, "");

    private TransferReport Decide(BookSession s, TransferOrder order)
    {
        var (customer, habit) = (order.Customer, order.Customer.Habit);
        if (customer.Refusal is { } refusal)
            return Unmoved(refusal);

        var holder = Visit(s, customer, order.HolderName, customer.FirstBalance).Holder;
        if (order.ChecksHolder && order.HolderName is { } name && name != holder)
            return Unmoved(Outcome.HolderDiffers, holder);
        if (order.Way == Way.Withdraw && habit == Habit.AlwaysShort)
            return Unmoved(Outcome.BalanceShort, holder);
        return habit == Habit.Processing ? Unmoved(Outcome.Processing, holder) : Move(s, order);
    }

    private TransferReport Move(BookSession s, TransferOrder order)
    {
        var customer = Visit(s, order.Customer, null, order.Customer.FirstBalance);
        var contract = Visit(s, order.Contract, TransferOrder.ContractHolder, AccountKey.OpeningBalance);
        var payer = order.Way == Way.Withdraw ? customer : contract;
        if (payer.Balance < order.Amount)
            return new(Outcome.BalanceShort, customer.Holder, contract.Holder);

        var came = order.Way == Way.Deposit ? order.Amount : -order.Amount;
        Change(s, order.Customer, came);
        Change(s, order.Contract, -came);
        WriteDown(s, order, customer.Balance + came, contract.Balance - came);
        return new(Outcome.Success, customer.Holder, contract.Holder);
    }

    private void WriteDown(BookSession s, TransferOrder order, long balance, long contractBalance)
    {
        var now = clock.SeoulNow();
        s.Run(
            """
            INSERT INTO journal (bank_tran_id, kind, bank, number, contract, amount, print_content, contract_print_content,
                balance, contract_balance, day, time, at)
            VALUES ($id, $kind, $bank, $number, $contract, $amount, $print, $contractPrint, $balance, $contractBalance, $day, $time, $at)
            """,
            ("$id", order.BankTranId),
            ("$kind", order.Way.Word()),
            ("$bank", order.Customer.Bank),
            ("$number", order.Customer.Number),
            ("$contract", order.ContractNumber),
            ("$amount", order.Amount),
            ("$print", order.PrintContent),
            ("$contractPrint", order.ContractPrintContent),
            ("$balance", balance),
            ("$contractBalance", contractBalance),
            ("$day", now.Day()),
            ("$time", now.Time()),
            ("$at", now.ToString("O", CultureInfo.InvariantCulture))
        );
    }

    private static bool Claim(BookSession s, string day, string bankTranId, string kind) =>
        s.Run(
            "INSERT INTO transactions (day, bank_tran_id, kind) VALUES ($day, $id, $kind) ON CONFLICT DO NOTHING",
            ("$day", day),
            ("$id", bankTranId),
            ("$kind", kind)
        ) == 1;

    private static void Record(BookSession s, string day, TransferOrder order, Outcome outcome) =>
        s.Run(
            """
            UPDATE transactions SET bank = $bank, number = $number, contract = $contract, amount = $amount, print_content = $print,
                contract_print_content = $contractPrint, rsp_code = $rsp, bank_rsp_code = $bankRsp
            WHERE day = $day AND bank_tran_id = $id
            """,
            ("$bank", order.Customer.Bank),
            ("$number", order.Customer.Number),
            ("$contract", order.ContractNumber),
            ("$amount", order.Amount),
            ("$print", order.PrintContent),
            ("$contractPrint", order.ContractPrintContent),
            ("$rsp", outcome.RspCode),
            ("$bankRsp", outcome.BankCode),
            ("$day", day),
            ("$id", order.BankTranId)
        );

    private static void Change(BookSession s, AccountKey key, long by) =>
        s.Run(
            "UPDATE accounts SET balance = balance + $by WHERE bank = $bank AND number = $number",
            ("$by", by),
            ("$bank", key.Bank),
            ("$number", key.Number)
        );

    private static Account? Find(BookSession s, AccountKey key) =>
        s.Rows(
                "SELECT holder, balance FROM accounts WHERE bank = $bank AND number = $number",
                row => new Account(key, row.GetString(0), row.GetInt64(1)),
                ("$bank", key.Bank),
                ("$number", key.Number)
            )
            .SingleOrDefault();

    private static Account Visit(BookSession s, AccountKey key, string? holder, long opening)
    {
        if (Find(s, key) is { } known)
            return known;
        var opened = new Account(key, holder ?? HolderNames.For(key), opening);
        s.Run(
            "INSERT INTO accounts (bank, number, holder, balance) VALUES ($bank, $number, $holder, $balance)",
            ("$bank", key.Bank),
            ("$number", key.Number),
            ("$holder", opened.Holder),
            ("$balance", opened.Balance)
        );
        return opened;
    }
}
