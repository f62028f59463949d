using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Storage.Sqlite;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BackOffice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Freeze",
                table: "membership_member",
                type: "TEXT",
                maxLength: 12,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "FreezeReason",
                table: "membership_member",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FrozenAt",
                table: "membership_member",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FrozenBy",
                table: "membership_member",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "backoffice_certificate",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IssuedBy = table.Column<string>(type: "TEXT", nullable: false),
                    LastSlip = table.Column<long>(type: "INTEGER", nullable: false),
                    RootHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    BankAssets = table.Column<long>(type: "INTEGER", nullable: false),
                    BankStated = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenCases = table.Column<int>(type: "INTEGER", nullable: false),
                    Wallets = table.Column<long>(type: "INTEGER", nullable: false),
                    Pending = table.Column<long>(type: "INTEGER", nullable: false),
                    Awaiting = table.Column<long>(type: "INTEGER", nullable: false),
                    InTransit = table.Column<long>(type: "INTEGER", nullable: false),
                    Unsettled = table.Column<long>(type: "INTEGER", nullable: false),
                    Payable = table.Column<long>(type: "INTEGER", nullable: false),
                    Reserve = table.Column<long>(type: "INTEGER", nullable: false),
                    BasisPoints = table.Column<long>(type: "INTEGER", nullable: true),
                    Trial = table.Column<string>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Seal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_certificate", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_correction",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    Reverses = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_correction", x => x.Approval);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_case",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Hits = table.Column<int>(type: "INTEGER", nullable: false),
                    Largest = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Assigned = table.Column<string>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AllowedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_hit",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Case = table.Column<Guid>(type: "TEXT", nullable: true),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Move = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_hit", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_fraud_rule",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_fraud_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "backoffice_outflow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_outflow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_change",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Line = table.Column<long>(type: "INTEGER", nullable: false),
                    IsGone = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_change", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_fetch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Pages = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Added = table.Column<int>(type: "INTEGER", nullable: false),
                    Gone = table.Column<int>(type: "INTEGER", nullable: false),
                    IsWhole = table.Column<bool>(type: "INTEGER", nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: false),
                    RspCode = table.Column<string>(type: "TEXT", nullable: true),
                    BankRspCode = table.Column<string>(type: "TEXT", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_fetch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "banking_statement_line",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Time = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Signed = table.Column<long>(type: "INTEGER", nullable: false),
                    Balance = table.Column<long>(type: "INTEGER", nullable: false),
                    PrintContent = table.Column<string>(type: "TEXT", nullable: false),
                    TranType = table.Column<string>(type: "TEXT", nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: true),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_statement_line", x => x.Id);
                    table.CheckConstraint("ck_banking_statement_line_signed", "\"Signed\" <> 0");
                });

            migrationBuilder.CreateTable(
                name: "job_run",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    ById = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_pin_miss",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Member = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pin_miss", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_api_call",
                columns: table => new
                {
                    Seq = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    Live = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: true),
                    Response = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_api_call", x => x.Seq);
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_case",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Item = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    BankTranId = table.Column<string>(type: "TEXT", nullable: true),
                    Difference = table.Column<long>(type: "INTEGER", nullable: false),
                    Sides = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Closing = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Slip = table.Column<long>(type: "INTEGER", nullable: true),
                    WriteOffs = table.Column<int>(type: "INTEGER", nullable: false),
                    WrittenOff = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_case", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_day",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    StatementAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Matched = table.Column<int>(type: "INTEGER", nullable: false),
                    Waiting = table.Column<int>(type: "INTEGER", nullable: false),
                    Expected = table.Column<int>(type: "INTEGER", nullable: false),
                    LedgerIn = table.Column<long>(type: "INTEGER", nullable: false),
                    LedgerOut = table.Column<long>(type: "INTEGER", nullable: false),
                    BankIn = table.Column<long>(type: "INTEGER", nullable: false),
                    BankOut = table.Column<long>(type: "INTEGER", nullable: false),
                    Fees = table.Column<long>(type: "INTEGER", nullable: false),
                    LedgerBalance = table.Column<long>(type: "INTEGER", nullable: false),
                    BankBalance = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_day", x => new { x.Account, x.Date });
                });

            migrationBuilder.CreateTable(
                name: "settlement_recon_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Case = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_settlement_recon_event", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_remittance_transfer_SentAt",
                table: "remittance_transfer",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_payment_slip_SoldOn",
                table: "payment_slip",
                column: "SoldOn");

            migrationBuilder.CreateIndex(
                name: "IX_payment_purchase_CreatedAt_Tid",
                table: "payment_purchase",
                columns: new[] { "CreatedAt", "Tid" });

            migrationBuilder.CreateIndex(
                name: "IX_money_bank_move_At",
                table: "money_bank_move",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_membership_member_JoinedAt",
                table: "membership_member",
                column: "JoinedAt");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_certificate_Date",
                table: "backoffice_certificate",
                column: "Date",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_correction_Reverses",
                table: "backoffice_correction",
                column: "Reverses",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_correction_Slip",
                table: "backoffice_correction",
                column: "Slip",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_fraud_case_Member_Rule_State",
                table: "backoffice_fraud_case",
                columns: new[] { "Member", "Rule", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_fraud_case_State_OpenedAt",
                table: "backoffice_fraud_case",
                columns: new[] { "State", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_fraud_hit_Case_At",
                table: "backoffice_fraud_hit",
                columns: new[] { "Case", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_outflow_At",
                table: "backoffice_outflow",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_outflow_Member_At",
                table: "backoffice_outflow",
                columns: new[] { "Member", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_outflow_Member_Receiver",
                table: "backoffice_outflow",
                columns: new[] { "Member", "Receiver" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_change_Line",
                table: "banking_statement_change",
                column: "Line");

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_fetch_Account_Date",
                table: "banking_statement_fetch",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_line_Account_Date",
                table: "banking_statement_line",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_line_Account_Key",
                table: "banking_statement_line",
                columns: new[] { "Account", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_banking_statement_line_BankTranId",
                table: "banking_statement_line",
                column: "BankTranId");

            migrationBuilder.CreateIndex(
                name: "IX_job_run_Name_Id",
                table: "job_run",
                columns: new[] { "Name", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_job_run_State",
                table: "job_run",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_membership_pin_miss_At",
                table: "membership_pin_miss",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_membership_pin_miss_Member_At",
                table: "membership_pin_miss",
                columns: new[] { "Member", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_call_At",
                table: "payment_api_call",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_payment_api_call_Franchise_Seq",
                table: "payment_api_call",
                columns: new[] { "Franchise", "Seq" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_case_Account_Date",
                table: "settlement_recon_case",
                columns: new[] { "Account", "Date" });

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_case_Account_Item_Kind",
                table: "settlement_recon_case",
                columns: new[] { "Account", "Item", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_case_ClosedAt",
                table: "settlement_recon_case",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_settlement_recon_event_Case",
                table: "settlement_recon_event",
                column: "Case");

            foreach (var table in new[]
                     {
                         "backoffice_correction", "backoffice_certificate", "banking_call_event", "settlement_recon_event",
                         "banking_statement_line", "banking_statement_change", "banking_statement_fetch",
                     })
                migrationBuilder.Sql(AppendOnlyGuard.For(table));
            // A new store has it from the ledger's own schema.
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS ledger_account_kind ON ledger_account (kind)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backoffice_certificate");

            migrationBuilder.DropTable(
                name: "backoffice_correction");

            migrationBuilder.DropTable(
                name: "backoffice_fraud_case");

            migrationBuilder.DropTable(
                name: "backoffice_fraud_hit");

            migrationBuilder.DropTable(
                name: "backoffice_fraud_rule");

            migrationBuilder.DropTable(
                name: "backoffice_outflow");

            migrationBuilder.DropTable(
                name: "banking_statement_change");

            migrationBuilder.DropTable(
                name: "banking_statement_fetch");

            migrationBuilder.DropTable(
                name: "banking_statement_line");

            migrationBuilder.DropTable(
                name: "job_run");

            migrationBuilder.DropTable(
                name: "membership_pin_miss");

            migrationBuilder.DropTable(
                name: "payment_api_call");

            migrationBuilder.DropTable(
                name: "settlement_recon_case");

            migrationBuilder.DropTable(
                name: "settlement_recon_day");

            migrationBuilder.DropTable(
                name: "settlement_recon_event");

            migrationBuilder.DropIndex(
                name: "IX_remittance_transfer_SentAt",
                table: "remittance_transfer");

            migrationBuilder.DropIndex(
                name: "IX_payment_slip_SoldOn",
                table: "payment_slip");

            migrationBuilder.DropIndex(
                name: "IX_payment_purchase_CreatedAt_Tid",
                table: "payment_purchase");

            migrationBuilder.DropIndex(
                name: "IX_money_bank_move_At",
                table: "money_bank_move");

            migrationBuilder.DropIndex(
                name: "IX_membership_member_JoinedAt",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "Freeze",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "FreezeReason",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "FrozenAt",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "FrozenBy",
                table: "membership_member");
        }
    }
}
