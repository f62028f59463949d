using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BankCallEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DecidedBy",
                table: "banking_call",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Evidence",
                table: "banking_call",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "banking_call_event",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Call = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RspCode = table.Column<string>(type: "TEXT", nullable: true),
                    BankRspCode = table.Column<string>(type: "TEXT", nullable: true),
                    Message = table.Column<string>(type: "TEXT", nullable: true),
                    LatencyMs = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_banking_call_event", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_Bank_CreatedAt",
                table: "banking_call",
                columns: new[] { "Bank", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_CreatedAt",
                table: "banking_call",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_Purpose_CreatedAt",
                table: "banking_call",
                columns: new[] { "Purpose", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_State_CreatedAt",
                table: "banking_call",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_banking_call_event_Call",
                table: "banking_call_event",
                column: "Call");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "banking_call_event");

            migrationBuilder.DropIndex(
                name: "IX_banking_call_Bank_CreatedAt",
                table: "banking_call");

            migrationBuilder.DropIndex(
                name: "IX_banking_call_CreatedAt",
                table: "banking_call");

            migrationBuilder.DropIndex(
                name: "IX_banking_call_Purpose_CreatedAt",
                table: "banking_call");

            migrationBuilder.DropIndex(
                name: "IX_banking_call_State_CreatedAt",
                table: "banking_call");

            migrationBuilder.DropColumn(
                name: "DecidedBy",
                table: "banking_call");

            migrationBuilder.DropColumn(
                name: "Evidence",
                table: "banking_call");
        }
    }
}
