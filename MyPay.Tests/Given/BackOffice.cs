using MyPay.Domain.BackOffice;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Membership;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Tests.Given;

/// <summary>People of the back office, on the running product.</summary>
internal static class BackOffice
{
    public static Task<Actor> OperatorAsync(this AProduct product, int n = 1) =>
        product.StaffAsync($"operator{n}@mypay.test", SignInRoles.Operator);

    public static Task<Actor> ApproverAsync(this AProduct product, int n = 1) =>
        product.StaffAsync($"approver{n}@mypay.test", SignInRoles.Approver);

    public static async Task<Actor> StaffAsync(this AProduct product, string email, params string[] roles) =>
        new(
            (await product.AskAsync((ISignIns s) => s.CreateAsync(email, "MyPay!2026", "운영 담당", roles))).Granted(),
            email
        );

    public static Task<T> Approvals<T>(this AProduct product, Func<IApprovals, Task<T>> question) =>
        product.AskAsync(question);
}

/// <summary>An act that books 1 won under the request's own name, so that a test sees how often it was done.</summary>
internal sealed class OneWon : IApprovedAction
{
    public const string Name = "test.one_won";

    public Refusal? Against { get; set; }

    public bool Breaks { get; set; }

    public string Kind => Name;

    public static ApprovalAsk Ask(string subject = "test:1", string reason = "월말 정리") =>
        new(Name, subject, "{}", reason);

    public ApprovalText Read(MyPayDb db, ApprovalAsk ask) =>
        new(
            "1원 옮기기",
            "Move one won",
            "반올림 계정에 1원을 적어요.",
            "One won is booked to rounding.",
            new ApprovalLine("대상", "Subject", ask.Subject)
        );

    public Refusal? Check(MyPayDb db, string payload, DateTimeOffset now) => Against;

    public Result<Done> Carry(JournalWrite write, ApprovalView approval, Actor checker)
    {
        var slip = Slip.Of("test", $"backoffice:{approval.Id:N}")
            .Debit(LedgerAccount.BankFeeExpense, Won.Of(1))
            .Credit(LedgerAccount.BankFeePayable, Won.Of(1));
        if (!write.Post(slip).TryGet(out _, out var refusal))
            return refusal;
        return Breaks ? throw new InvalidOperationException("The machine dies here.") : default(Done);
    }
}
