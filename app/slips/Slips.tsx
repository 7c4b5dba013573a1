export default function Slips() {
  return <h2>Slips</h2>
}
