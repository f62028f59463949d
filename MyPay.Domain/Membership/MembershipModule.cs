using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MyPay.Domain.Banking;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership.Closing;
using MyPay.Domain.Membership.Freezing;
using MyPay.Domain.Membership.Linking;
using MyPay.Domain.Membership.Mail;
using MyPay.Domain.Membership.Notices;
using MyPay.Domain.Membership.Pin;
using MyPay.Domain.Membership.Profile;
using MyPay.Domain.Membership.Recovery;
using MyPay.Domain.Membership.SecondFactor;
using MyPay.Domain.Membership.Sessions;
using MyPay.Domain.Membership.SignUp;
using MyPay.Domain.Membership.Texts;

namespace MyPay.Domain.Membership;

/// <summary>Registers Membership.</summary>
public static class MembershipModule
{
    /// <summary>
    /// Registers Membership. Storage and Banking come from their own modules; the host adds Identity itself
    /// (<c>AddIdentityCore&lt;SignIn&gt;().AddRoles&lt;IdentityRole&gt;().AddEntityFrameworkStores&lt;MyPayDb&gt;()</c>),
    /// and an <see cref="IMailCarrier"/> and an <see cref="ITextCarrier"/>, before or after.
    /// </summary>
    public static IServiceCollection AddMembership(this IServiceCollection services)
    {
        services.AddFreezing();
        services.TryAddScoped<IPasswordHasher<SignIn>, PasswordHasher<SignIn>>();
        services.TryAddScoped<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services
            .AddScoped<Passwords>()
            .AddScoped<SignInTries>()
            .AddScoped<SigningUp>()
            .AddScoped<ProfileChanges>()
            .AddScoped<Closings>()
            .AddScoped<AccountChecks>();
        services.AddScoped<IMembers, Members>();
        services.AddScoped<IBulkMembers, BulkMembers>();
        services.AddScoped<IPins, Pins>().AddScoped<IPinProofs, PinProofs>();
        services.AddScoped<IOwnFreezes, OwnFreezes>();
        services.AddScoped<ILinkedAccounts, LinkedAccounts>();
        services.AddScoped<ISignIns, SignIns>().AddScoped<IStaffSignIns, StaffSignIns>();
        services.AddScoped<ISecondFactors, SecondFactors>();
        services.AddScoped<INotices, NoticeBook>();
        services.AddScoped<ISessions, Sessions.Sessions>();
        services.AddScoped<IStepUps, StepUps>().AddScoped<IPasskeys, Passkeys.Passkeys>();
        services.AddScoped<PasswordResets>().AddScoped<IAccountRecovery>(at => at.GetRequiredService<PasswordResets>());
        services.AddScoped<EmailChanges>().AddScoped<IEmailChanges>(at => at.GetRequiredService<EmailChanges>());
        services.AddScoped<IMailPost, MailPost>().AddScoped<IMailDesk, MailDesk>();
        services.TryAddScoped<IMailCarrier, NoMailServer>();
        services.AddScoped<IPhoneProofs, PhoneProofs>();
        services.TryAddScoped<ITextCarrier, NoTextGateway>();
        services.AddSingleton<IBankCallHandler, AccountCheckSettlement>();
        return services;
    }

    /// <summary>Membership's own tables that are made with the keys, for <c>keys rotate</c>.</summary>
    public static IReadOnlyList<KeyedTable> KeyedTables =>
        [
            KeyedTable
                .Of<LinkedAccountRow>()
                .Sealed(nameof(LinkedAccountRow.SealedNumber), row => LinkedAccountRow.Place(row.Id))
                .Index(nameof(LinkedAccountRow.NumberIndex)),
            KeyedTable
                .Of<AccountCheckRow>()
                .Sealed(nameof(AccountCheckRow.SealedNumber), row => AccountCheckRow.NumberPlace(row.Id))
                .Index(nameof(AccountCheckRow.NumberIndex))
                .Sealed(nameof(AccountCheckRow.SealedText), row => AccountCheckRow.TextPlace(row.Id)),
            KeyedTable.Of<PinRow>().Peppered(nameof(PinRow.Hash)),
            KeyedTable.Of<PinProofRow>().Index(nameof(PinProofRow.TokenHash)),
            KeyedTable
                .Of<PasswordResetRow>()
                .Index(nameof(PasswordResetRow.AddressIndex))
                .Index(nameof(PasswordResetRow.TokenHash)),
            KeyedTable
                .Of<EmailChangeRow>()
                .Index(nameof(EmailChangeRow.ConfirmHash))
                .Index(nameof(EmailChangeRow.UndoHash))
                .Sealed(nameof(EmailChangeRow.SealedUndo), row => EmailChangeRow.Place(row.Id)),
            KeyedTable
                .Of<SecondFactorRow>()
                .Sealed(nameof(SecondFactorRow.Secret), row => SecondFactorRow.Place(row.SignInId)),
            KeyedTable.Of<RecoveryCodeRow>().Index(nameof(RecoveryCodeRow.Hash)),
            KeyedTable
                .Of<PhoneCodeRow>()
                .Index(nameof(PhoneCodeRow.PhoneIndex))
                .Sealed(nameof(PhoneCodeRow.SealedCode), row => PhoneCodeRow.Place(row.Id)),
            KeyedTable.Of<DeviceRow>().Index(nameof(DeviceRow.Token)),
            KeyedTable.Of<MailRow>().Sealed(nameof(MailRow.SealedToken), row => MailRow.Place(row.Id)),
        ];
}
