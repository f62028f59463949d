using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Shops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "franchise_account_check",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SealedText = table.Column<string>(type: "TEXT", nullable: false),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_account_check", x => x.Id);
                    table.CheckConstraint("franchise_account_check_tries", "\"Tries\" BETWEEN 0 AND 3");
                });

            migrationBuilder.CreateTable(
                name: "franchise_api_key",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Prefix = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Last4 = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_cid",
                columns: table => new
                {
                    Cid = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Recurring = table.Column<bool>(type: "INTEGER", nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_cid", x => x.Cid);
                });

            migrationBuilder.CreateTable(
                name: "franchise_contract",
                columns: table => new
                {
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    Rhythm = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    CycleDays = table.Column<int>(type: "INTEGER", nullable: false),
                    MinimumPayout = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserve = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    AgreedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_contract", x => new { x.Franchise, x.From });
                    table.CheckConstraint("franchise_contract_rate", "\"RateBasisPoints\" BETWEEN 0 AND 1000");
                });

            migrationBuilder.CreateTable(
                name: "franchise_franchise",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BusinessNumber = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Representative = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    ExpectedSales = table.Column<long>(type: "INTEGER", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    OwnerEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Bank = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    SealedNumber = table.Column<string>(type: "TEXT", nullable: false),
                    NumberIndex = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Masked = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    RedirectDomains = table.Column<string>(type: "TEXT", nullable: false),
                    CashierCancelLimit = table.Column<long>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AccountProvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewNote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_franchise", x => x.Id);
                    table.CheckConstraint("franchise_franchise_business_number", "length(\"BusinessNumber\") = 10");
                });

            migrationBuilder.CreateTable(
                name: "franchise_review",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_review", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "franchise_staff",
                columns: table => new
                {
                    SignInId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_staff", x => x.SignInId);
                });

            migrationBuilder.CreateTable(
                name: "franchise_store",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    QrCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_store", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_api_answer",
                columns: table => new
                {
                    KeyHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_api_answer", x => x.KeyHash);
                    table.CheckConstraint("ck_payment_api_answer_whole", "(\"Status\" IS NULL) = (\"Body\" IS NULL)");
                });

            migrationBuilder.CreateTable(
                name: "payment_code",
                columns: table => new
                {
                    Index = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    MaskedMember = table.Column<string>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Claim = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Tid = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_code", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "payment_order",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    QrCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Store = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    StoreName = table.Column<string>(type: "TEXT", nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    PartnerOrderId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Tid = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_order", x => x.Id);
                    table.CheckConstraint("ck_payment_order_amount", "\"Amount\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_purchase",
                columns: table => new
                {
                    Tid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Cid = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Recurring = table.Column<bool>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Store = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    PartnerOrderId = table.Column<string>(type: "TEXT", nullable: false),
                    PartnerUserId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    ItemCode = table.Column<string>(type: "TEXT", nullable: true),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    TaxFree = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    GreenDeposit = table.Column<long>(type: "INTEGER", nullable: false),
                    ApprovalUrl = table.Column<string>(type: "TEXT", nullable: false),
                    CancelUrl = table.Column<string>(type: "TEXT", nullable: false),
                    FailUrl = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TradeName = table.Column<string>(type: "TEXT", nullable: false),
                    BusinessNumber = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Payer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    MaskedPayer = table.Column<string>(type: "TEXT", nullable: true),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TokenNonce = table.Column<string>(type: "TEXT", nullable: true),
                    Claim = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Aid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Sid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ApprovalNumber = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    ReceiptCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeVat = table.Column<long>(type: "INTEGER", nullable: false),
                    Cancels = table.Column<int>(type: "INTEGER", nullable: false),
                    CancelledTotal = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledTaxFree = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledVat = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledDeposit = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeBack = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeVatBack = table.Column<long>(type: "INTEGER", nullable: false),
                    CanceledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FailureCode = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_purchase", x => x.Tid);
                    table.CheckConstraint("ck_payment_purchase_amount", "\"Total\" >= 0 AND \"TaxFree\" >= 0 AND \"Vat\" >= 0 AND \"TaxFree\" + \"Vat\" <= \"Total\"");
                    table.CheckConstraint("ck_payment_purchase_cancelled", "\"CancelledTotal\" >= 0 AND \"CancelledTotal\" <= \"Total\" AND \"CancelledTaxFree\" <= \"TaxFree\" AND \"CancelledVat\" <= \"Vat\"");
                });

            migrationBuilder.CreateTable(
                name: "payment_recurring_key",
                columns: table => new
                {
                    Sid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Cid = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    PartnerUserId = table.Column<string>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    MaskedMember = table.Column<string>(type: "TEXT", nullable: false),
                    ItemName = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    InactivatedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_recurring_key", x => x.Sid);
                });

            migrationBuilder.CreateTable(
                name: "payment_slip",
                columns: table => new
                {
                    Tid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    N = table.Column<int>(type: "INTEGER", nullable: false),
                    Aid = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    TaxFree = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    GreenDeposit = table.Column<long>(type: "INTEGER", nullable: false),
                    Fee = table.Column<long>(type: "INTEGER", nullable: false),
                    FeeVat = table.Column<long>(type: "INTEGER", nullable: false),
                    RateBasisPoints = table.Column<int>(type: "INTEGER", nullable: false),
                    SoldOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    LedgerSlip = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_slip", x => new { x.Tid, x.N });
                    table.CheckConstraint("ck_payment_slip_amount", "\"Total\" > 0 AND \"Fee\" >= 0 AND \"FeeVat\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_attempt",
                columns: table => new
                {
                    Delivery = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Error = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    ResponseBody = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_attempt", x => new { x.Delivery, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_delivery",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Message = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Endpoint = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 6144, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_delivery", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_endpoint",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 6144, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Types = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    DisabledBecause = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    SealedSecret = table.Column<string>(type: "TEXT", nullable: false),
                    OldSealedSecret = table.Column<string>(type: "TEXT", nullable: true),
                    OldSecretUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSuccessAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_endpoint", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_message",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_message", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_account_check_Call",
                table: "franchise_account_check",
                column: "Call",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_account_check_Franchise_StartedAt",
                table: "franchise_account_check",
                columns: new[] { "Franchise", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_account_check_NumberIndex_StartedAt",
                table: "franchise_account_check",
                columns: new[] { "NumberIndex", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_api_key_Franchise_MadeAt",
                table: "franchise_api_key",
                columns: new[] { "Franchise", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_api_key_Hash",
                table: "franchise_api_key",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_cid_Franchise_Live_Recurring",
                table: "franchise_cid",
                columns: new[] { "Franchise", "Live", "Recurring" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_BusinessNumber",
                table: "franchise_franchise",
                column: "BusinessNumber",
                unique: true,
                filter: "\"State\" NOT IN ('Applied', 'Rejected', 'Closed')");

            migrationBuilder.CreateIndex(
                name: "IX_franchise_franchise_State_AppliedAt",
                table: "franchise_franchise",
                columns: new[] { "State", "AppliedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_review_Franchise_Id",
                table: "franchise_review",
                columns: new[] { "Franchise", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_staff_Franchise_RemovedAt",
                table: "franchise_staff",
                columns: new[] { "Franchise", "RemovedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_store_Franchise_Number",
                table: "franchise_store",
                columns: new[] { "Franchise", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_franchise_store_QrCode",
                table: "franchise_store",
                column: "QrCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_answer_BegunAt",
                table: "payment_api_answer",
                column: "BegunAt");

            migrationBuilder.CreateIndex(
                name: "IX_payment_code_ExpiresAt",
                table: "payment_code",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_payment_code_Member_EndedAt",
                table: "payment_code",
                columns: new[] { "Member", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_code_Tid",
                table: "payment_code",
                column: "Tid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_order_QrCode",
                table: "payment_order",
                column: "QrCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_order_Tid",
                table: "payment_order",
                column: "Tid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Aid",
                table: "payment_purchase",
                column: "Aid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_ExpiresAt",
                table: "payment_purchase",
                column: "ExpiresAt",
                filter: "\"State\" IN ('Ready', 'Opened', 'Authorized')");

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_CreatedAt_Tid",
                table: "payment_purchase",
                columns: new[] { "Franchise", "CreatedAt", "Tid" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_Franchise_PartnerOrderId",
                table: "payment_purchase",
                columns: new[] { "Franchise", "PartnerOrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_ReceiptCode",
                table: "payment_purchase",
                column: "ReceiptCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_recurring_key_Member_InactivatedAt",
                table: "payment_recurring_key",
                columns: new[] { "Member", "InactivatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_Aid",
                table: "payment_slip",
                column: "Aid",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_Franchise_SoldOn",
                table: "payment_slip",
                columns: new[] { "Franchise", "SoldOn" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_LedgerSlip",
                table: "payment_slip",
                column: "LedgerSlip",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Endpoint_NextAttemptAt_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "Endpoint", "NextAttemptAt", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Franchise_Seq",
                table: "payment_webhook_delivery",
                columns: new[] { "Franchise", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Id",
                table: "payment_webhook_delivery",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_Message_Endpoint",
                table: "payment_webhook_delivery",
                columns: new[] { "Message", "Endpoint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_delivery_NextAttemptAt_Endpoint",
                table: "payment_webhook_delivery",
                columns: new[] { "NextAttemptAt", "Endpoint" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_webhook_endpoint_Franchise_RemovedAt",
                table: "payment_webhook_endpoint",
                columns: new[] { "Franchise", "RemovedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "franchise_account_check");

            migrationBuilder.DropTable(
                name: "franchise_api_key");

            migrationBuilder.DropTable(
                name: "franchise_cid");

            migrationBuilder.DropTable(
                name: "franchise_contract");

            migrationBuilder.DropTable(
                name: "franchise_franchise");

            migrationBuilder.DropTable(
                name: "franchise_review");

            migrationBuilder.DropTable(
                name: "franchise_staff");

            migrationBuilder.DropTable(
                name: "franchise_store");

            migrationBuilder.DropTable(
                name: "payment_api_answer");

            migrationBuilder.DropTable(
                name: "payment_code");

            migrationBuilder.DropTable(
                name: "payment_order");

            migrationBuilder.DropTable(
                name: "payment_purchase");

            migrationBuilder.DropTable(
                name: "payment_recurring_key");

            migrationBuilder.DropTable(
                name: "payment_slip");

            migrationBuilder.DropTable(
                name: "payment_webhook_attempt");

            migrationBuilder.DropTable(
                name: "payment_webhook_delivery");

            migrationBuilder.DropTable(
                name: "payment_webhook_endpoint");

            migrationBuilder.DropTable(
                name: "payment_webhook_message");
        }
    }
}
