using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CalmAndOwnFreeze : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CalmReason",
                table: "membership_member",
                type: "text",
                maxLength: 16,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "CalmUntil",
                table: "membership_member",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FrozenByOwnerAt",
                table: "membership_member",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PhoneChangedAt",
                table: "membership_member",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "membership_pin_proof",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Member = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Session = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", maxLength: 12, nullable: false, collation: "C"),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    GivenAt = table.Column<long>(type: "bigint", nullable: true),
                    TokenHash = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_pin_proof", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_membership_pin_proof_Member_AskedAt",
                table: "membership_pin_proof",
                columns: new[] { "Member", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_pin_proof_TokenHash",
                table: "membership_pin_proof",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "membership_pin_proof");

            migrationBuilder.DropColumn(
                name: "CalmReason",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "CalmUntil",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "FrozenByOwnerAt",
                table: "membership_member");

            migrationBuilder.DropColumn(
                name: "PhoneChangedAt",
                table: "membership_member");
        }
    }
}
