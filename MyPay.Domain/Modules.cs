using MyPay.Domain.BackOffice;
using MyPay.Domain.Banking;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;
using MyPay.Domain.Money;
using MyPay.Domain.Payment;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Remittance;
using MyPay.Domain.Settlement;

// The modules whose tables make up the store, in the order in which they may know each other.
[assembly: StoreModule(typeof(Journal))]
[assembly: StoreModule(typeof(AuditTrail))]
[assembly: StoreModule(typeof(CalendarModule))]
[assembly: StoreModule(typeof(BankingModule))]
[assembly: StoreModule(typeof(MembershipModule))]
[assembly: StoreModule(typeof(FranchiseModule))]
[assembly: StoreModule(typeof(MoneyModule))]
[assembly: StoreModule(typeof(RemittanceModule))]
[assembly: StoreModule(typeof(PaymentModule))]
[assembly: StoreModule(typeof(SettlementModule))]
[assembly: StoreModule(typeof(BackOfficeModule))]
